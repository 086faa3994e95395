package dev.windlass.store.backup;

/**
 * Of what there have been backups.
 *
 * @param kind {@code database} or {@code files}
 */
public record BackupOrigin(String application, String environment, String kind) {}
