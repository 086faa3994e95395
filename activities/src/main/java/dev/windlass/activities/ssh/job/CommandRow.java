package dev.windlass.activities.ssh.job;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one command of a job did. Commands that were not begun have no row.
 *
 * @param exit its exit code (128 + n for signal n); null when it began and its end is unknown
 * @param after time between the start of the job and of this command
 * @param took how long it ran; zero when its end is unknown
 */
public record CommandRow(String name, @Nullable Integer exit, Duration after, Duration took) {}
