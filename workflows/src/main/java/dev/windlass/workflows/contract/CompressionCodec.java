package dev.windlass.workflows.contract;

import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.EncodingKeys;
import io.temporal.payload.codec.PayloadCodec;
import io.temporal.payload.codec.PayloadCodecException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Compresses payloads above 16 KB and refuses what a production server would refuse later: 2 MB is
 * Temporal's limit, 1 MB is ours.
 */
final class CompressionCodec implements PayloadCodec {

  static final int COMPRESS_ABOVE = 16 * 1024;
  static final int REFUSE_ABOVE = 1024 * 1024;
  private static final ByteString ENCODING = ByteString.copyFromUtf8("binary/gzip");

  @Override
  public List<Payload> encode(List<Payload> payloads) {
    return payloads.stream().map(CompressionCodec::encode).toList();
  }

  @Override
  public List<Payload> decode(List<Payload> payloads) {
    return payloads.stream().map(CompressionCodec::decode).toList();
  }

  private static Payload encode(Payload payload) {
    if (payload.getSerializedSize() <= COMPRESS_ABOVE) {
      return payload;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      payload.writeTo(gzip);
    } catch (IOException impossible) {
      throw new PayloadCodecException(impossible);
    }
    if (bytes.size() > REFUSE_ABOVE) {
      throw new PayloadCodecException(
          "payload of " + bytes.size() + " bytes after compression, expected at most 1 MB");
    }
    return Payload.newBuilder()
        .putMetadata(EncodingKeys.METADATA_ENCODING_KEY, ENCODING)
        .setData(ByteString.copyFrom(bytes.toByteArray()))
        .build();
  }

  private static Payload decode(Payload payload) {
    if (!ENCODING.equals(payload.getMetadataMap().get(EncodingKeys.METADATA_ENCODING_KEY))) {
      return payload;
    }
    try (GZIPInputStream gzip = new GZIPInputStream(payload.getData().newInput())) {
      return Payload.parseFrom(gzip);
    } catch (IOException broken) {
      throw new PayloadCodecException(broken);
    }
  }
}
