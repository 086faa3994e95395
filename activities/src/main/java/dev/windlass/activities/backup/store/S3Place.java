package dev.windlass.activities.backup.store;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The requests that make one object. */
record S3Place(S3Client client, String bucket, String key) {

  private static final String UNLESS_PRESENT = "*";
  private static final int NOT_IMPLEMENTED = 501;
  private static final int NOT_FOUND = 404;
  private static final int PRECONDITION_FAILED = 412;

  boolean isTaken() {
    try {
      client.headObject(r -> r.bucket(bucket).key(key));
      return true;
    } catch (NoSuchKeyException absent) {
      return false;
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  void put(S3Piece whole) {
    String digest = whole.digest();
    unlessPresent(condition ->
        client.putObject(
            r -> r.bucket(bucket).key(key).contentMD5(digest).ifNoneMatch(condition),
            whole.body()));
  }

  String begin() {
    return client.createMultipartUpload(r -> r.bucket(bucket).key(key)).uploadId();
  }

  CompletedPart send(String upload, int number, S3Piece part) {
    String digest = part.digest();
    String tag =
        client
            .uploadPart(
                r ->
                    r.bucket(bucket)
                        .key(key)
                        .uploadId(upload)
                        .partNumber(number)
                        .contentMD5(digest),
                part.body())
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(tag).build();
  }

  void complete(String upload, List<CompletedPart> parts) {
    unlessPresent(condition ->
        client.completeMultipartUpload(r ->
            r.bucket(bucket)
                .key(key)
                .uploadId(upload)
                .multipartUpload(m -> m.parts(parts))
                .ifNoneMatch(condition)));
  }

  /** Not every service knows the condition; there a look just before must do. */
  private void unlessPresent(Consumer<@Nullable String> request) {
    try {
      request.accept(UNLESS_PRESENT);
    } catch (S3Exception e) {
      if (e.statusCode() != NOT_IMPLEMENTED) {
        throw e;
      }
      if (isTaken()) {
        throw S3Exception.builder().statusCode(PRECONDITION_FAILED).message("taken").build();
      }
      request.accept(null);
    }
  }

  /** Nothing happens when the upload is gone already. */
  void abort(String upload) {
    try {
      client.abortMultipartUpload(r -> r.bucket(bucket).key(key).uploadId(upload));
    } catch (NoSuchUploadException gone) {
      return;
    }
  }
}
