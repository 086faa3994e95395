package dev.windlass.cli.engine;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.temporal.internal.testservice.TestServicesStarter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Temporal's own test service within this process, in real time, on a port of loopback so that
 * other processes can join. It keeps everything in memory and forgets it on exit; it has no lists,
 * no schedules, no UI. For the demo and for tests.
 *
 * <p>The service is internal to Temporal's SDK: check this class at each new version of it.
 */
public final class InProcessEngine implements Engine {
  private static final String NAMESPACE = "default";

  /** Room for the largest start that we allow, encoded; the default of 4 MB hangs its clients. */
  private static final int INBOUND_BYTES = 64 << 20;

  /** The SDK pings every 30 s; the service's default answers by dropping the connection. */
  private static final int LEAST_PING_SECONDS = 5;

  private static final int STOP_LIMIT_SECONDS = 5;

  private final TestServicesStarter services;
  private final Server server;

  private InProcessEngine(TestServicesStarter services, Server server) {
    this.services = services;
    this.server = server;
  }

  /** Starts it on a free port. */
  public static InProcessEngine start() {
    TestServicesStarter services = new TestServicesStarter(true, 0);
    try {
      InProcessEngine engine = new InProcessEngine(services, server(services).start());
      new SearchAttributeRegistry(engine.target(), NAMESPACE)
          .register(SearchAttributeRegistry.names());
      return engine;
    } catch (IOException e) {
      services.close();
      throw new UncheckedIOException(e);
    }
  }

  private static Server server(TestServicesStarter services) {
    HealthStatusManager health = new HealthStatusManager();
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .permitKeepAliveTime(LEAST_PING_SECONDS, TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true)
            .maxInboundMessageSize(INBOUND_BYTES)
            .intercept(new Answers(services.getWorkflowService()))
            .addService(health.getHealthService());
    for (BindableService service : services.getServices()) {
      builder.addService(service);
      health.setStatus(
          service.bindService().getServiceDescriptor().getName(), ServingStatus.SERVING);
    }
    return builder.build();
  }

  @Override
  public String target() {
    return "127.0.0.1:" + server.getPort();
  }

  @Override
  public String namespace() {
    return NAMESPACE;
  }

  @Override
  public Optional<URI> ui() {
    return Optional.empty();
  }

  @Override
  public boolean isDurable() {
    return false;
  }

  @Override
  public void close() {
    server.shutdownNow();
    try {
      server.awaitTermination(STOP_LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    services.close();
  }
}
