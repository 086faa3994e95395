package dev.windlass.activities.backup.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.activities.grant.Secret;
import dev.windlass.sandbox.RealParts;
import dev.windlass.sandbox.parts.S3Server;
import dev.windlass.sandbox.ssh.CutCable;
import dev.windlass.workflows.backup.StoreAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3StoreTest extends NetworkStoreContract {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private S3Server server;
  private String prefix = "";

  @BeforeAll
  void startServer() {
    RealParts.require(S3Server.PROGRAM);
    server = S3Server.start();
    server.createBucket("backups");
  }

  @AfterAll
  void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  @Override
  BackupStore open() {
    prefix = "of/test-" + COUNT.incrementAndGet();
    return at("backups", server.endpoint());
  }

  private BackupStore at(String bucket, String endpoint) {
    return S3Store.at(
        new StoreAddress.S3(bucket, prefix, endpoint, null),
        () -> new S3Access(server.accessKey(), Secret.of(server.secretKey())));
  }

  @Override
  BackupStore gone() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return at("backups", "http://127.0.0.1:" + socket.getLocalPort());
    }
  }

  @Override
  CutCable cable() throws Exception {
    return CutCable.to("127.0.0.1", server.port());
  }

  @Override
  BackupStore behind(CutCable cable) {
    return at("backups", "http://127.0.0.1:" + cable.port());
  }

  @ParameterizedTest
  @ValueSource(ints = {(16 << 20) - 1, 16 << 20, (16 << 20) + 1, 32 << 20})
  void noByteIsLostWhereAPartEnds(int bytes) throws Exception {
    byte[] content = random(bytes);
    put(store, KEY, content);

    assertThat(digest(get(store, KEY))).isEqualTo(digest(content));
  }

  @Test
  void listsMoreObjectsThanOneAnswerHolds() throws Exception {
    List<StoreKey> keys =
        IntStream.range(0, 1100)
            .mapToObj(i -> key("shop/production/b%04d/x".formatted(i)))
            .toList();
    Semaphore atOnce = new Semaphore(16);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<? extends Future<?>> puts =
          keys.stream()
              .map(one ->
                  threads.submit(() -> {
                    atOnce.acquireUninterruptibly();
                    put(store, one, new byte[] {1});
                    atOnce.release();
                  }))
              .toList();
      for (Future<?> put : puts) {
        put.get();
      }
    }

    assertThat(store.list("shop/").stream().map(StoredObject::key)).containsExactlyElementsOf(keys);
  }

  @Test
  void saysThatThereIsNoSuchBucket() {
    try (BackupStore nowhere = at("elsewhere", server.endpoint())) {
      StoreException e = trouble(StoreTrouble.UNREACHABLE, () -> nowhere.list(""));
      assertThat(e).hasMessageContaining("s3://elsewhere/").hasMessageContaining("NoSuchBucket");
    }
  }

  @Test
  void saysThatItsKeysOpenNothingWithoutRepeatingThem() {
    StoreAddress.S3 address = new StoreAddress.S3("backups", "", server.endpoint(), null);
    try (BackupStore stranger =
        S3Store.at(address, () -> new S3Access(server.accessKey(), Secret.of("hunter2")))) {
      StoreException denied = trouble(StoreTrouble.DENIED, () -> stranger.list(""));
      assertThat(denied.isRetryable()).isFalse();
      assertThat(denied.getMessage()).contains(address.text()).doesNotContain("hunter2");
    }
  }
}
