package dev.windlass.workflows.background;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.fleet.Change;
import dev.windlass.workflows.fleet.HostJob;
import dev.windlass.workflows.fleet.HostJobRenderer;
import dev.windlass.workflows.plan.Cron;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.Layout;
import dev.windlass.workflows.plan.QueueWorkers;
import dev.windlass.workflows.plan.QueueWorkers.Late;
import dev.windlass.workflows.plan.QueueWorkers.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is said to keepers of queue workers and to cron. Run with {@code -Dwindlass.rewrite=true} to
 * write the texts anew, and review the difference.
 */
class BackgroundJobsTest {

  private static final Path FOLDER = Path.of("src/test/resources/background");
  private static final Host HOST = new Host("queue-1", 22, "deploy", List.of("queue"), null);
  private static final QueueWorkers.Keeper SUPERVISOR = new QueueWorkers.Supervisor("shop-mails");

  static Stream<Arguments> jobs() {
    List<QueueWorkers> supervisor = workers(SUPERVISOR, "root", Late.KILL);
    List<QueueWorkers> service =
        workers(new QueueWorkers.Service("shop-mails@1"), "root", Late.FAIL);
    List<QueueWorkers> commands =
        workers(
            new QueueWorkers.Commands("bin/queue stop", "bin/queue start", "bin/queue pids"),
            null,
            Late.KILL);
    Cron crontab = new Cron("queue-1", null, null, List.of());
    Cron file = new Cron("queue-1", "/etc/cron.d/shop", "root", List.of());
    return Stream.of(
        Arguments.of("supervisor", BackgroundJobs.restart("workers", supervisor, "r1", null)),
        Arguments.of("service", BackgroundJobs.restart("workers", service, "r1", null)),
        Arguments.of("service-back", BackgroundJobs.restart("back", service, "r2", "r1")),
        Arguments.of("commands", BackgroundJobs.restart("workers", commands, "r1", null)),
        Arguments.of(
            "signal",
            BackgroundJobs.restart(
                "workers",
                workers(
                    new QueueWorkers.Commands("php artisan queue:restart", "true", null),
                    null,
                    Late.KILL),
                "r1",
                null)),
        Arguments.of("commands-first", BackgroundJobs.restart("workers", commands, null, null)),
        Arguments.of("supervisor-stop", BackgroundJobs.stop("pause", supervisor, "r1")),
        Arguments.of("supervisor-start", BackgroundJobs.start("resume", supervisor)),
        Arguments.of("crontab-pause", BackgroundJobs.pause("pause", crontab)),
        Arguments.of("crontab-resume", BackgroundJobs.resume("resume", crontab)),
        Arguments.of("file-pause", BackgroundJobs.pause("pause", file)),
        Arguments.of("file-resume", BackgroundJobs.resume("resume", file)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jobs")
  void saysWhatItAlwaysDid(String name, HostJob job) throws IOException {
    String text =
        String.join(
            "\n",
            HostJobRenderer.render(
                    job,
                    HOST,
                    new Layout("/var/www/shop", 5, List.of()),
                    new Change("d-1", 7, "shop", "production", "r2", "4f2c9a1"))
                .stream()
                .map(HostJobRenderer::script)
                .toList());
    Path file = FOLDER.resolve(name + ".sh");
    if (Boolean.getBoolean("windlass.rewrite")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, text + "\n");
    }

    assertThat(file).content().isEqualTo(text + "\n");
  }

  @Test
  void allowsForEveryDrainOnAHost() {
    List<QueueWorkers> two =
        Stream.of(SUPERVISOR, SUPERVISOR)
            .map(keeper -> workers(keeper, null, Late.KILL).getFirst())
            .toList();

    assertThat(BackgroundJobs.restart("workers", two, null, null).limit())
        .isGreaterThan(Duration.ofMinutes(4));
  }

  private static List<QueueWorkers> workers(
      QueueWorkers.Keeper keeper, @Nullable String as, Late late) {
    return List.of(
        new QueueWorkers(
            "mails", keeper, as, List.of("queue"), Duration.ofMinutes(2), late, Moment.LAST));
  }
}
