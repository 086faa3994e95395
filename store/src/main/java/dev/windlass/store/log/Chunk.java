package dev.windlass.store.log;

/**
 * A piece of output. Two followers may cut differently, so chunks can overlap.
 *
 * @param begins position in the log on the host, in bytes
 * @param ends position where it ends there: read on from here
 */
public record Chunk(String operation, long begins, long ends, String text) {}
