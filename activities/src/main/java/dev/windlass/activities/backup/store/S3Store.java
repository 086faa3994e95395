package dev.windlass.activities.backup.store;

import dev.windlass.workflows.backup.StoreAddress;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A bucket of an S3-compatible service. Large objects travel in parts, of which a few are in memory
 * at once; they become an object when the last has arrived. Nothing is asked of the service that
 * only AWS's own has.
 */
public final class S3Store implements BackupStore {

  private static final String USUAL_REGION = "us-east-1";
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration SILENCE = Duration.ofSeconds(60);

  private final S3Client client;
  private final String bucket;
  private final String prefix;
  private final S3Troubles troubles;

  private S3Store(S3Client client, StoreAddress.S3 address) {
    this.client = client;
    this.bucket = address.bucket();
    this.prefix = address.prefix().isEmpty() ? "" : address.prefix() + "/";
    this.troubles = new S3Troubles(address.text());
  }

  /**
   * A store that connects when it is used.
   *
   * @param access asked at each request, and kept by nobody
   */
  public static S3Store at(StoreAddress.S3 address, Supplier<S3Access> access) {
    String region = address.region();
    String endpoint = address.endpoint();
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(region == null ? USUAL_REGION : region))
            .credentialsProvider(() -> credentials(access.get()))
            .httpClientBuilder(
                ApacheHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(SILENCE))
            // What the worker's own account has in ~/.aws must not change where backups go.
            .overrideConfiguration(o -> o.defaultProfileFile(ProfileFile.aggregator().build()))
            // Checksums in trailers and signed chunks are not understood everywhere; the digest of
            // each part, which we send, is.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(
                c -> c.chunkedEncodingEnabled(false).pathStyleAccessEnabled(endpoint != null));
    if (endpoint != null) {
      builder.endpointOverride(URI.create(endpoint));
    }
    return new S3Store(builder.build(), address);
  }

  private static AwsBasicCredentials credentials(S3Access access) {
    return AwsBasicCredentials.create(access.accessKey(), access.secretKey().reveal());
  }

  @Override
  public ObjectWriter write(StoreKey key) {
    S3Place place = new S3Place(client, bucket, prefix + key.text());
    S3Troubles.Named named = troubles.named(key.text());
    if (named.get(place::isTaken)) {
      throw named.taken();
    }
    return new S3Writer(place, named);
  }

  @Override
  public InputStream read(StoreKey key) {
    S3Troubles.Named named = troubles.named(key.text());
    ResponseInputStream<GetObjectResponse> content =
        named.get(() -> client.getObject(r -> r.bucket(bucket).key(prefix + key.text())));
    return new NamedInput(new S3Input(content), named::of);
  }

  @Override
  public List<StoredObject> list(String begin) {
    return troubles
        .named(begin)
        .get(() ->
            client
                .listObjectsV2Paginator(r -> r.bucket(bucket).prefix(prefix + begin))
                .contents()
                .stream()
                .flatMap(this::object)
                .sorted(Comparator.comparing(StoredObject::key))
                .toList());
  }

  private Stream<StoredObject> object(S3Object found) {
    return StoreKey.read(found.key().substring(prefix.length())).stream()
        .map(key -> new StoredObject(key, found.size()));
  }

  @Override
  public void delete(StoreKey key) {
    troubles
        .named(key.text())
        .get(() -> client.deleteObject(r -> r.bucket(bucket).key(prefix + key.text())));
  }

  @Override
  public List<Leftover> leftovers(Duration age) {
    Instant before = Instant.now().minus(age);
    return troubles
        .named("")
        .get(() ->
            client
                .listMultipartUploadsPaginator(r -> r.bucket(bucket).prefix(prefix))
                .uploads()
                .stream()
                .filter(upload -> !upload.initiated().isAfter(before))
                .map(this::leftover)
                .toList());
  }

  private Leftover leftover(MultipartUpload upload) {
    String name = upload.key().substring(prefix.length());
    S3Place place = new S3Place(client, bucket, upload.key());
    return new Leftover(
        name,
        upload.initiated(),
        () ->
            troubles
                .named(name)
                .get(() -> {
                  place.abort(upload.uploadId());
                  return name;
                }));
  }

  @Override
  public String toString() {
    return troubles.address();
  }

  @Override
  public void close() {
    client.close();
  }
}
