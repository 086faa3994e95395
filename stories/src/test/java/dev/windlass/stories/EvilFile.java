package dev.windlass.stories;

/** Files that would do harm to whoever reads them without care. */
final class EvilFile {
  /** What a shell would run, were it ever a part of a command. */
  static final String TEXT =
      "x$(touch /srv/pwned)`touch /srv/pwned`'\\\";touch /srv/pwned|touch /srv/pwned&";

  private EvilFile() {}

  /** As a text of YAML, which takes the backslash for its own. */
  static String quoted() {
    return '"' + TEXT + '"';
  }

  /** With it in every text but those that are commands. */
  static String everywhere() {
    return """
    windlass: 1
    application: "@"
    preset: php
    release: {artifact: upload}
    layout: {path: "/srv/@", shared: ["@/"]}
    environments:
      production:
        hosts: {web: ["@"]}
        ssh: {user: "@", jump: "@", key: "@", knownHosts: "@"}
        balancer: {nginx: {hosts: ["@"], file: "/srv/@", sticky: "@"}}
        database: {mariadb: "@", user: "@", password: {secret: "@"}}
    """
        .replace("@", TEXT);
  }

  /** Where {@link #everywhere} has it. */
  static String[] places() {
    String production = "environments.production.";
    return new String[] {
      "application",
      "layout.path",
      "layout.shared[0]",
      production + "hosts.web[0]",
      production + "ssh.user",
      production + "ssh.jump",
      production + "ssh.key",
      production + "ssh.knownHosts",
      production + "balancer.nginx.hosts[0]",
      production + "balancer.nginx.file",
      production + "balancer.nginx.sticky",
      production + "database.mariadb",
      production + "database.user",
      production + "database.password.secret"
    };
  }

  /** A few keys that would fill the memory, were their aliases followed. */
  static String bomb() {
    StringBuilder keys = new StringBuilder("x-0: &x0 [a, b, c, d, e, f, g, h, i]\n");
    for (int i = 1; i < 8; i++) {
      keys.append("x-%d: &x%d [%s]\n".formatted(i, i, "*x%d, ".formatted(i - 1).repeat(9)));
    }
    return keys.toString();
  }
}
