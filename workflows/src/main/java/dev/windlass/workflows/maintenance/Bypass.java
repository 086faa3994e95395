package dev.windlass.workflows.maintenance;

/**
 * A person who gets through by a link. The link holds a token {@code <name>.<random>}; only digests
 * of the whole token are kept anywhere.
 *
 * @param name of the person, lower-case letters, digits and dashes
 * @param md5 base64url without padding, the one digest that nginx can compare; the token is too
 *     long and too random for it to be searched
 * @param sha256 lower-case hex, for applications that read the lock file
 */
public record Bypass(String name, String md5, String sha256) {}
