package dev.windlass.activities.log;

/** Takes the output of jobs. Losing output must not fail a job: implementations don't throw. */
@FunctionalInterface
public interface LogSink {

  /** Keeps the chunk. The same (operation, offset) again replaces it if it is longer. */
  void append(LogChunk chunk);

  /**
   * @param operation id of the job; (operation, offset) is the key
   * @param offset where it begins in the log on the host, in bytes
   * @param end where it ends there; two followers may cut differently, so chunks can overlap: skip
   *     what ends at or before what you have
   * @param text redacted, at most some 64 KiB
   */
  record LogChunk(
      String deployment, String host, String operation, long offset, long end, String text) {}
}
