package dev.windlass.stories;

import dev.windlass.sandbox.openssh.OpenSshHost;
import dev.windlass.sandbox.parts.DatabaseServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a rollback must bring back, field by field: what {@code current} points to and which
 * releases are on disk, per web host; the balancer's file. Or, of a whole scene, everything.
 */
record Snapshot(Map<String, String> fields) {
  /**
   * Files with mode, owner, target and digest; what runs, with its arguments. Not Windlass's own,
   * nor what it keeps beside the balancer's file, what servers write while they run, what the
   * stories' builds count, nor who looks. What has ended while {@code ps} reads has no session any
   * more, which it shows as -1.
   */
  private static final String EVERYTHING =
      """
      cd /srv
      find . \\( -path ./shop/.windlass -o -path ./run -o -path ./builds -o -name '*.before' \\) -prune -o \
        -printf '%M %u %p %l\\n' -type f -exec sha256sum {} + | sort
      ps -eo sid=,args= | grep -v "^ *$(ps -o sid= $$ | tr -d ' ') " | sed '/^ *-1 /d; s/^ *[0-9]* /runs: /' |
        grep -vE '^runs: sshd|is shutting down' | sort
      """;

  private static final String APPLIED =
      "select script, checksum, success from flyway_schema_history order by installed_rank";

  static Snapshot of(Fleet fleet) throws Exception {
    Map<String, String> fields = new LinkedHashMap<>();
    for (OpenSshHost host : fleet.web()) {
      fields.put(host.address() + " current", fleet.on(host, "readlink /srv/shop/current").strip());
      fields.put(host.address() + " releases", fleet.on(host, "ls /srv/shop/releases").strip());
    }
    fields.put("balancer", fleet.on(fleet.balancer(), "cat " + Fleet.BALANCER_FILE));
    return new Snapshot(fields);
  }

  /**
   * Files and programs of every host, and the schema of the shop.
   *
   * @param second a database of PostgreSQL besides
   */
  static Snapshot of(Scene scene, String second) throws Exception {
    Map<String, String> fields = new LinkedHashMap<>();
    List<OpenSshHost> hosts = new ArrayList<>(scene.fleet.web());
    hosts.add(scene.fleet.balancer());
    for (OpenSshHost host : hosts) {
      fields.put(host.address(), scene.fleet.on(host, EVERYTHING));
    }
    fields.put("mariadb", schema(scene.database, "shop", "shop"));
    fields.put("postgresql", schema(scene.store, second, "public"));
    return new Snapshot(fields);
  }

  private static String schema(DatabaseServer server, String database, String schema) {
    String columns =
        server.sql(
            database,
            """
            select table_name, column_name, data_type from information_schema.columns
            where table_schema = '%s' order by table_name, ordinal_position
            """
                .formatted(schema));
    return columns.contains("flyway_schema_history")
        ? columns + server.sql(database, APPLIED)
        : columns;
  }

  /** Lines that one of them has and the other has not, with where they are. */
  List<String> differences(Snapshot later) {
    List<String> found = new ArrayList<>();
    fields.forEach((where, before) -> {
      String after = later.fields.getOrDefault(where, "");
      missing(before, after).forEach(line -> found.add(where + " has no more: " + line));
      missing(after, before).forEach(line -> found.add(where + " has now: " + line));
    });
    return found;
  }

  private static Stream<String> missing(String text, String from) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    from.lines().forEach(lines::remove);
    return lines.stream();
  }
}
