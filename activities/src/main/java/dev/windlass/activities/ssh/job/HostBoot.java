package dev.windlass.activities.ssh.job;

/**
 * Which life of a host this is: another boot id, or another start of process 1 (containers share
 * the boot id), means that everything that ran is gone.
 *
 * @param initStart start time of process 1 in clock ticks since boot
 */
public record HostBoot(String bootId, String initStart) {}
