package dev.windlass.worker.engine;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the engine is.
 *
 * @param target {@code host:port} of Temporal's frontend
 * @param durable whether its runs outlive its process
 * @param queryLimit how long a query waits when no worker answers
 */
@ConfigurationProperties("windlass.engine")
public record EngineProperties(
    @DefaultValue("127.0.0.1:7233") String target,
    @DefaultValue("default") String namespace,
    @DefaultValue("true") boolean durable,
    @DefaultValue("5s") Duration queryLimit) {}
