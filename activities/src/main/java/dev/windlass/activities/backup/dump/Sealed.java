package dev.windlass.activities.backup.dump;

/**
 * A stream in the form in which it is kept.
 *
 * @param plainBytes before compression and encryption
 * @param storedBytes as kept
 * @param sha256 of what is kept, 64 hexadecimal digits
 */
public record Sealed(long plainBytes, long storedBytes, String sha256) {}
