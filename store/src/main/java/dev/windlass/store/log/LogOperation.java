package dev.windlass.store.log;

/**
 * An operation that wrote something.
 *
 * @param ends position up to which its output was seen, in bytes of the log on the host
 * @param truncated whether output was left out because the operation wrote too much
 */
public record LogOperation(String operation, String host, long ends, boolean truncated) {}
