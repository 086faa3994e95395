package dev.windlass.worker.engine;

import io.temporal.worker.WorkerFactory;

/** Registers on a factory what a worker process runs. */
@FunctionalInterface
public interface Queues {

  void register(WorkerFactory factory);
}
