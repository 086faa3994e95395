package dev.windlass.stories;

import dev.windlass.sandbox.parts.PostgresServer;
import dev.windlass.sandbox.parts.TemporalServer;
import java.util.List;
import java.util.Map;

/** What a story's Windlass runs on: a real Temporal, and a store on PostgreSQL. */
record Engine(TemporalServer temporal, PostgresServer store) {
  private static final List<String> SEARCH_ATTRIBUTES =
      List.of(
          "WindlassApplication",
          "WindlassEnvironment",
          "WindlassRelease",
          "WindlassStrategy",
          "WindlassPhase",
          "WindlassOutcome");

  /** Starts both, which end with the rest of the story. */
  static Engine start(Started started) throws Exception {
    PostgresServer store = started.add(PostgresServer.start());
    store.createDatabase("windlass", "windlass", "store");
    return new Engine(started.add(TemporalServer.throwAway(SEARCH_ATTRIBUTES)), store);
  }

  /** Settings by which Windlass finds them. */
  Map<String, String> settings() {
    return Map.of(
        "WINDLASS_ENGINE", temporal.target(),
        "WINDLASS_STORE_POSTGRES_HOST", "127.0.0.1",
        "WINDLASS_STORE_POSTGRES_PORT", Integer.toString(store.port()),
        "WINDLASS_STORE_POSTGRES_DATABASE", "windlass",
        "WINDLASS_STORE_POSTGRES_USER", "windlass",
        "WINDLASS_STORE_POSTGRES_PASSWORD", "store",
        "WINDLASS_STORE_POSTGRES_TLS", "disable");
  }
}
