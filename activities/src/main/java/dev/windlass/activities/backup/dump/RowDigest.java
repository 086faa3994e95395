package dev.windlass.activities.backup.dump;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hasher128;
import com.dynatrace.hash4j.hashing.Hashing;
import dev.windlass.workflows.backup.Manifest;

/**
 * Counts and digests rows in any order: the sum, modulo 2^128, of one XXH3-128 per row. A sum,
 * since an exclusive or would not see a row that stands there twice. XXH3 is no cryptographic hash;
 * see {@link Manifest.Table#digest}.
 */
final class RowDigest {

  private static final String NAME = "xxh3-128:";
  private static final Hasher128 HASHER = Hashing.xxh3_128();

  private final HashStream128 longRow = HASHER.hashStream();
  private long rows;
  private long high;
  private long low;

  /** A row that lies whole in one buffer. */
  void row(byte[] bytes, int offset, int length) {
    add(HASHER.hashBytesTo128Bits(bytes, offset, length));
  }

  /** A piece of a row that doesn't; {@link #endLong} ends the row. */
  void piece(byte[] bytes, int offset, int length) {
    longRow.putBytes(bytes, offset, length);
  }

  void endLong() {
    add(longRow.get());
    longRow.reset();
  }

  /** The pieces since the last row were none of a row. */
  void forget() {
    longRow.reset();
  }

  private void add(HashValue128 hash) {
    rows++;
    long sum = low + hash.getLeastSignificantBits();
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    low = sum;
    high += hash.getMostSignificantBits() + carry;
  }

  long rows() {
    return rows;
  }

  String text() {
    return NAME + "%016x%016x".formatted(high, low);
  }

  Manifest.Table table(String name) {
    return new Manifest.Table(name, rows, text());
  }

  /** The digest of one text. */
  static String of(byte[] bytes) {
    var digest = new RowDigest();
    digest.row(bytes, 0, bytes.length);
    return digest.text();
  }
}
