package dev.windlass.workflows.contract;

import io.temporal.common.converter.CodecDataConverter;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import java.util.List;

/** The one converter of api, worker, CLI and tests: our JSON, compressed above 16 KB. */
public final class WindlassDataConverter {

  private static final DataConverter INSTANCE =
      new CodecDataConverter(
          DefaultDataConverter.newDefaultInstance()
              .withPayloadConverterOverrides(
                  new JacksonJsonPayloadConverter(WindlassJson.mapper())),
          List.of(new CompressionCodec()));

  private WindlassDataConverter() {}

  public static DataConverter get() {
    return INSTANCE;
  }
}
