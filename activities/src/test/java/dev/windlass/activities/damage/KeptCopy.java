package dev.windlass.activities.damage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import com.github.luben.zstd.ZstdCompressCtx;
import dev.windlass.activities.backup.dump.AgeKey;
import dev.windlass.activities.backup.dump.Opening;
import dev.windlass.store.artifact.Digests;
import dev.windlass.workflows.backup.Manifest;
import dev.windlass.workflows.backup.Manifest.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** One backup as it lies in a directory, with hands that damage it. */
final class KeptCopy {

  private final AgeKey key;
  private final Path store;
  private final String id;
  private String catalogued;

  /**
   * @param catalogued digest of its manifest that the catalogue has
   */
  KeptCopy(AgeKey key, Path store, String id, String catalogued) {
    this.key = key;
    this.store = store;
    this.id = id;
    this.catalogued = catalogued;
  }

  /** The same in a copy of the store. */
  KeptCopy in(Path copy) {
    return new KeptCopy(key, copy, id, catalogued);
  }

  Path store() {
    return store;
  }

  String id() {
    return id;
  }

  String catalogued() {
    return catalogued;
  }

  Path manifest() {
    return store.resolve("shop/production").resolve(id).resolve("manifest.json");
  }

  Path object() throws IOException {
    return manifest().resolveSibling(said().objects().getFirst().name());
  }

  Manifest said() throws IOException {
    return Manifest.parse(Files.readString(manifest()));
  }

  byte[] bytes() throws IOException {
    return Files.readAllBytes(object());
  }

  void write(byte[] stored) throws IOException {
    Files.write(object(), stored);
  }

  void flip(int position) throws IOException {
    byte[] stored = bytes();
    stored[position] ^= (byte) (1 << (position % 8));
    write(stored);
  }

  void cut(int length) throws IOException {
    write(Arrays.copyOf(bytes(), length));
  }

  /** The dump that is sealed in it. */
  byte[] plain() throws IOException {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    Opening.with(key.secret()).open(new ByteArrayInputStream(bytes()), null, plain);
    return plain.toByteArray();
  }

  /** Another manifest, which the catalogue takes for the one that was written. */
  void say(UnaryOperator<Manifest> edit) throws IOException {
    edit(edit);
    catalogued = Digests.sha256(Files.readAllBytes(manifest()));
  }

  /** Another manifest, which the catalogue does not know. */
  void edit(UnaryOperator<Manifest> edit) throws IOException {
    Files.writeString(manifest(), edit.apply(said()).text());
  }

  void editText(UnaryOperator<String> edit) throws IOException {
    Files.writeString(manifest(), edit.apply(Files.readString(manifest())));
  }

  /** Another dump in a sound envelope, under a manifest that says all else as before. */
  void reseal(UnaryOperator<byte[]> edit) throws IOException {
    byte[] plain = edit.apply(plain());
    seal(packed(plain), plain.length, key.recipient());
  }

  /** The same for a dump whose bytes are text here and there: as long as before where it counts. */
  void resealText(String from, String to) throws IOException {
    reseal(plain -> {
      String text = new String(plain, ISO_8859_1);
      if (!text.contains(from)) {
        throw new IllegalStateException("the dump has no '" + from + "'");
      }
      return text.replace(from, to).getBytes(ISO_8859_1);
    });
  }

  /** As backups are compressed: with a checksum at the end. */
  static byte[] packed(byte[] plain) {
    try (ZstdCompressCtx zstd = new ZstdCompressCtx()) {
      return zstd.setChecksum(true).compress(plain);
    }
  }

  /** Encrypts what is taken for compressed, and has the manifest say that this was stored. */
  void seal(byte[] packed, long plainBytes, String recipient) throws IOException {
    store(age(packed, recipient), plainBytes);
  }

  /** Stores this, and has the manifest say that it was. */
  void store(byte[] stored, long plainBytes) throws IOException {
    write(stored);
    say(was ->
        with(
            was,
            new StoredObject(
                was.objects().getFirst().name(),
                plainBytes,
                stored.length,
                Digests.sha256(stored))));
  }

  /** Of a backup whose dump this one gets: what is restored is not what the manifest says. */
  void hold(KeptCopy other) throws IOException {
    store(other.bytes(), other.said().objects().getFirst().bytes());
  }

  private static Manifest with(Manifest was, StoredObject object) {
    return new Manifest(
        was.format(),
        was.id(),
        was.application(),
        was.environment(),
        was.kind(),
        was.scope(),
        was.origin(),
        was.schemaVersion(),
        was.versionTable(),
        was.started(),
        was.finished(),
        List.of(object),
        was.tables(),
        was.things(),
        was.keyIds(),
        was.timings(),
        was.passedOver());
  }

  private static byte[] age(byte[] packed, String recipient) throws IOException {
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    try (WritableByteChannel channel =
        new StandardEncryptingChannelFactory()
            .newEncryptingChannel(
                Channels.newChannel(stored),
                List.of(X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(recipient)))) {
      channel.write(ByteBuffer.wrap(packed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    return stored.toByteArray();
  }
}
