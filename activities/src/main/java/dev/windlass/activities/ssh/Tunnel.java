package dev.windlass.activities.ssh;

/** A local port on 127.0.0.1 that leads through a host; closed with this. */
public interface Tunnel extends AutoCloseable {

  int port();

  @Override
  void close();
}
