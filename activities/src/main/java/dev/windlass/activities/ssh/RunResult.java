package dev.windlass.activities.ssh;

/**
 * What a short command did.
 *
 * @param output the end of its standard output, at most {@link RemoteCommand#keep} bytes
 * @param errors the end of its standard error, likewise bounded
 */
public record RunResult(Ending ending, String output, String errors) {}
