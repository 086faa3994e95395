package dev.windlass.workflows.preflight;

import dev.windlass.workflows.background.BackgroundJobs;
import dev.windlass.workflows.fleet.HostJob;
import dev.windlass.workflows.fleet.HostJobRenderer;
import dev.windlass.workflows.fleet.Right;
import dev.windlass.workflows.maintenance.MaintenanceCommands;
import dev.windlass.workflows.plan.Background;
import dev.windlass.workflows.plan.Backup;
import dev.windlass.workflows.plan.Cron;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.HostCommand;
import dev.windlass.workflows.plan.Migrations;
import dev.windlass.workflows.release.ReleaseCommands;
import dev.windlass.workflows.traffic.Router;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the users of SSH must be allowed to do for a plan, its undoing included. Pure. */
public final class Rights {

  /** What {@code nginx.sh} does to the balancer's file where its directory is somebody else's. */
  private static final List<String> WRITING =
      List.of(
          "mkdir -p -- {directory}",
          "tee -- {file}.new",
          "sha256sum",
          "rm -f -- {file}.new",
          "rm -f -- {file}",
          "cp -p -- {file} {file}.before",
          "mv -f -- {file}.new {file}",
          "mv -f -- {file}.before {file}",
          "cat -- {file}");

  private final Set<Right> rights = new LinkedHashSet<>();

  private Rights() {}

  public static List<Right> of(DeploymentPlan plan) {
    Rights rights = new Rights();
    rights.job(ReleaseCommands.publish(plan), List.of());
    rights.backup(plan.backup());
    rights.migrations(plan.migrations());
    rights.background(plan.background());
    if (plan.maintenance() != null) {
      rights.job(MaintenanceCommands.close("close", plan.maintenance()), List.of());
      rights.job(MaintenanceCommands.open("open", plan.maintenance()), List.of());
    }
    rights.router(plan.router());
    return List.copyOf(rights.rights);
  }

  private void backup(@Nullable Backup backup) {
    if (backup != null && backup.host() != null && backup.command() != null) {
      job(ReleaseCommands.backup(backup.command()), List.of(backup.host()));
    }
  }

  private void migrations(@Nullable Migrations migrations) {
    if (migrations instanceof Migrations.Command command) {
      Stream.of(command.up(), command.status(), command.down(), command.validate())
          .filter(Objects::nonNull)
          .forEach(one -> command(one, List.of(command.host())));
    }
  }

  private void background(@Nullable Background background) {
    if (background == null) {
      return;
    }
    job(BackgroundJobs.restart("restart", background.workers(), Right.ANY, null), List.of());
    job(BackgroundJobs.start("start", background.workers()), List.of());
    Cron cron = background.cron();
    if (cron != null) {
      job(BackgroundJobs.pause("pause", cron), List.of(cron.host()));
      job(BackgroundJobs.resume("resume", cron), List.of(cron.host()));
    }
  }

  private void router(@Nullable Router router) {
    switch (router) {
      case null -> {
        // No balancer, no rights on it.
      }
      case Router.Nginx nginx -> nginx(nginx);
      case Router.Commands commands ->
          Stream.of(commands.set(), commands.show(), commands.maintain())
              .filter(Objects::nonNull)
              .forEach(line ->
                  command(
                      new HostCommand("router", line, commands.as(), List.of()), commands.hosts()));
    }
  }

  private void nginx(Router.Nginx nginx) {
    String directory = nginx.file().substring(0, nginx.file().lastIndexOf('/'));
    if (nginx.as() == null) {
      rights.add(new Right(null, "", directory, nginx.hosts(), List.of()));
      return;
    }
    for (String option : List.of("-t", "-T", "-V", "-s reload")) {
      rights.add(
          new Right(nginx.as(), nginx.command() + " " + option, null, nginx.hosts(), List.of()));
    }
    for (String words : WRITING) {
      String command = words.replace("{file}", nginx.file()).replace("{directory}", directory);
      rights.add(new Right(nginx.as(), command, directory, nginx.hosts(), List.of()));
    }
  }

  private void command(HostCommand command, List<String> hosts) {
    HostJob.Line line =
        new HostJob.Line(
            command.name(), command.line(), null, command.as(), List.of(), command.roles());
    job(new HostJob("command", List.of(line), Duration.ZERO, true), hosts);
  }

  private void job(HostJob job, List<String> hosts) {
    for (HostJob.Line line : job.lines()) {
      HostJobRenderer.bySudo(line)
          .forEach(words -> rights.add(new Right(line.as(), words, null, hosts, line.roles())));
    }
  }
}
