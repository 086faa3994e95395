package dev.windlass.workflows.plan;

/**
 * A backup by a command of the user's, taken once, before anything changes.
 *
 * @param host name of the host that takes it; the command runs in the live release's directory
 */
public record Backup(String host, HostCommand command) {}
