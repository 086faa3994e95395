package dev.windlass.activities.backup.store;

import dev.windlass.activities.backup.store.StoreException.Place;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What an S3 service says, as a store's trouble. */
record S3Troubles(String address) {

  /** The troubles of one object. */
  record Named(S3Troubles all, String what) {

    <R> R get(Supplier<R> request) {
      try {
        return request.get();
      } catch (RuntimeException e) {
        throw of(e);
      }
    }

    RuntimeException of(Exception e) {
      return all.of(e, new Place(all.address, what));
    }

    StoreException taken() {
      return new StoreException(
          StoreTrouble.PRESENT, new Place(all.address, what), "looked before writing", null);
    }
  }

  Named named(String what) {
    return new Named(this, what);
  }

  private RuntimeException of(Exception e, Place place) {
    return switch (e) {
      case StoreException named -> named;
      case CancellationException cancelled -> cancelled;
      case AbortedException _ -> {
        Thread.currentThread().interrupt();
        yield new CancellationException("interrupted at the backup store " + address);
      }
      case S3Exception answer -> new StoreException(trouble(answer), place, said(answer), e);
      // No answer came: refused, unknown, cut off in the middle.
      case SdkClientException _, IOException _ -> of(StoreTrouble.UNREACHABLE, place, e);
      case SdkException _, IllegalStateException _ -> of(StoreTrouble.FAULT, place, e);
      case RuntimeException other -> other;
      default -> of(StoreTrouble.FAULT, place, e);
    };
  }

  private static StoreException of(StoreTrouble trouble, Place place, Exception e) {
    return new StoreException(trouble, place, String.valueOf(e.getMessage()), e);
  }

  private static StoreTrouble trouble(S3Exception e) {
    return switch (code(e)) {
      case "NoSuchBucket" -> StoreTrouble.UNREACHABLE;
      case "PreconditionFailed" -> StoreTrouble.PRESENT;
      case "RequestTimeout", "SlowDown", "ConditionalRequestConflict" -> StoreTrouble.BUSY;
      case "QuotaExceeded", "XMinioStorageFull" -> StoreTrouble.FULL;
      default -> byStatus(e.statusCode());
    };
  }

  private static StoreTrouble byStatus(int status) {
    return switch (status) {
      case 401, 403 -> StoreTrouble.DENIED;
      case 404 -> StoreTrouble.MISSING;
      case 412 -> StoreTrouble.PRESENT;
      case 429, 500, 502, 503, 504 -> StoreTrouble.BUSY;
      case 507 -> StoreTrouble.FULL;
      default -> StoreTrouble.FAULT;
    };
  }

  private static String code(S3Exception e) {
    AwsErrorDetails details = e.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }

  private static String said(S3Exception e) {
    AwsErrorDetails details = e.awsErrorDetails();
    String words = details == null ? "" : String.valueOf(details.errorMessage());
    return "HTTP %d %s %s".formatted(e.statusCode(), code(e), words).strip();
  }
}
