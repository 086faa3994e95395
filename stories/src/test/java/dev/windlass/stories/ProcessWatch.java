package dev.windlass.stories;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * Reads the arguments and the environment of every process of the machine, those of test hosts
 * among them, over and over.
 */
final class ProcessWatch implements AutoCloseable {
  private final SecretSearch search;
  private final String user;
  private final Set<String> found = new TreeSet<>();
  private final Thread thread;
  private int rounds;
  private int users;

  /**
   * @param user part of the command of the one process that may have values in its environment, as
   *     may those that it starts
   */
  ProcessWatch(SecretSearch search, String user) {
    this.search = search;
    this.user = user;
    this.thread = Thread.ofPlatform().name("process-watch").start(this::watch);
  }

  private void watch() {
    try {
      while (true) {
        List<Path> processes = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
          all.forEach(processes::add);
        }
        processes.forEach(this::look);
        synchronized (this) {
          rounds++;
        }
        TimeUnit.MILLISECONDS.sleep(2);
      }
    } catch (IOException | InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  private void look(Path process) {
    byte[] command = read(process.resolve("cmdline"));
    byte[] environment = read(process.resolve("environ"));
    List<String> hits = new ArrayList<>(search.in("arguments", command));
    if (!search.in("", environment).isEmpty()) {
      if (mayHave(process, command)) {
        synchronized (this) {
          users++;
        }
      } else {
        String name = new String(command, UTF_8).replace('\0', ' ');
        search.in("environment of " + name, environment).forEach(hits::add);
      }
    }
    if (!hits.isEmpty()) {
      synchronized (this) {
        found.addAll(hits);
      }
    }
  }

  private boolean mayHave(Path process, byte[] command) {
    return isUser(command) || isUser(read(parent(process).resolve("cmdline")));
  }

  private boolean isUser(byte[] command) {
    return new String(command, UTF_8).contains(user);
  }

  private static Path parent(Path process) {
    String status = new String(read(process.resolve("status")), UTF_8);
    return status
        .lines()
        .filter(line -> line.startsWith("PPid:"))
        .findFirst()
        .map(line -> Path.of("/proc", line.substring(5).strip()))
        .orElse(process);
  }

  /** Empty for a process that has just ended. */
  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException ended) {
      return new byte[0];
    }
  }

  synchronized List<String> found() {
    return List.copyOf(found);
  }

  /** How often all processes were looked at. */
  synchronized int rounds() {
    return rounds;
  }

  /** How often the process that may was seen to have values. */
  synchronized int users() {
    return users;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
