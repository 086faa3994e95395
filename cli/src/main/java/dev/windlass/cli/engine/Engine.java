package dev.windlass.cli.engine;

import java.net.URI;
import java.util.Optional;

/**
 * A running Temporal service with our search attributes registered. Its owner closes it after the
 * workers and clients that use it, also when the JVM is told to end.
 */
public sealed interface Engine extends AutoCloseable
    permits InProcessEngine, LocalTemporalEngine, RemoteEngine {

  /** Where clients and workers connect to: {@code host:port}. */
  String target();

  /** The Temporal namespace that holds our runs. */
  String namespace();

  /** The Temporal UI, where this engine brings one. */
  Optional<URI> ui();

  /** Whether runs outlive this process. */
  boolean isDurable();

  /** Ends what this engine started; leaves alone what it found running. */
  @Override
  void close();
}
