package dev.windlass.store.application;

import java.time.Instant;

/**
 * One version of an application's file.
 *
 * @param version 1, 2, 3 …
 * @param digest lower-case hex SHA-256 of the text
 */
public record ApplicationVersion(
    String application,
    int version,
    String digest,
    String yaml,
    String writtenBy,
    Instant writtenAt) {}
