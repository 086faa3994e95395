package dev.windlass.store.artifact;

/**
 * @param digest lower-case hex SHA-256
 * @param bytes size
 */
public record StoredArtifact(String digest, long bytes) {}
