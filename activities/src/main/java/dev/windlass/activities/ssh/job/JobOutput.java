package dev.windlass.activities.ssh.job;

/**
 * A piece of a job's output.
 *
 * @param offset where it begins in the log on the host, in bytes; the key together with operation
 * @param end where it ends there; following from this offset loses nothing and splits no secret.
 *     Two followers may cut differently: of two pieces with one offset keep the longer, and skip
 *     what ends at or before what you have
 * @param text redacted text, at most some 64 KiB
 */
public record JobOutput(String operation, long offset, long end, String text) {}
