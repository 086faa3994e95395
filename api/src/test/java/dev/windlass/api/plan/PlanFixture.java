package dev.windlass.api.plan;

import dev.windlass.api.specification.Release;
import dev.windlass.api.specification.Specification;
import dev.windlass.api.specification.SpecificationReader;
import dev.windlass.workflows.fleet.HostFacts;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.inspection.InspectionWorkflow.Facts;
import dev.windlass.workflows.inspection.InspectionWorkflow.SeenHost;
import dev.windlass.workflows.migration.safety.Analysis;
import dev.windlass.workflows.migration.safety.Reading;
import dev.windlass.workflows.migration.safety.RollbackVerdict;
import dev.windlass.workflows.migration.safety.Script;
import dev.windlass.workflows.migration.safety.Target;
import dev.windlass.workflows.migration.safety.Terms;
import dev.windlass.workflows.migration.safety.Waiver;
import dev.windlass.workflows.migration.safety.WayDown;
import dev.windlass.workflows.plan.ArchiveForm;
import dev.windlass.workflows.plan.Database.Engine;
import dev.windlass.workflows.plan.DeploymentPlan;
import dev.windlass.workflows.plan.Migrations;
import dev.windlass.workflows.plan.Rehearsed;
import dev.windlass.workflows.plan.ReleaseSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The example file, and a fleet that has seen three releases. */
final class PlanFixture {

  static final ReleaseSource.Artifact ARTIFACT =
      new ReleaseSource.Artifact(
          "4f2c9a1bd0".repeat(6) + "4f2c",
          18_300_000,
          ArchiveForm.TAR_ZST,
          "4f2c9a1bd04f2c9a1bd04f2c9a1bd04f2c9a1bd0");

  static final List<Aim.KnownRelease> KNOWN =
      List.of(
          new Aim.KnownRelease("20261118-2", "b81d77e", true),
          new Aim.KnownRelease("20261118-1", "c0ffee1", false),
          new Aim.KnownRelease("20261115-1", "a7e5501", true),
          new Aim.KnownRelease("20261101-1", "0ddba11", true));

  /** After a run of number 41 that was ended from outside. */
  static final Aim.Recover RECOVER =
      new Aim.Recover(
          false, KNOWN.getFirst(), List.of(new ReleaseSource.Left("d-1", 41, null, ARTIFACT)));

  static final List<String> PENDING =
      List.of("V7__add_orders_note.sql", "V8__index_orders_note.sql");

  static final ReleaseSource.Artifact VERSIONED =
      new ReleaseSource.Artifact(ARTIFACT.digest(), ARTIFACT.bytes(), ARTIFACT.form(), "7.6.0");

  static final Rehearsed DONE =
      new Rehearsed.Done(
          "dr-20261122-050300",
          "b-20261122-021500",
          Instant.parse("2026-11-22T05:07:11Z"),
          true,
          "2 scripts in 3.2 s, locks orders 2.9 s (readers and writers wait)");

  private static final LocalDate READ_ON = LocalDate.of(2026, 11, 22);

  private PlanFixture() {}

  static Specification example() {
    try {
      return SpecificationReader.read(Files.readString(Path.of("../docs/windlass.example.yaml")));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** A migration is taken back by the backup from before it. */
  static Specification restoring() {
    return SpecificationReader.read(
        """
        application: shop
        preset: php
        release: {artifact: upload}
        environments:
          production:
            url: https://shop.example
            ssh: {user: deploy}
            reload: []
            strategy: standard
            maintenance: {by: {file: shared/down.json, roles: [web]}}
            hosts: {web: [web-1.shop.example]}
            database: {mariadb: db-1/shop, user: windlass}
            migrations: {flyway: {}, undo: restore}
            backups:
              database: {beforeDeployment: true}
              stores: ["file:///backups"]
        """);
  }

  /** Both scripts are taken back by down scripts; one of those loses what was written since. */
  static DeploymentPlan takingDown() {
    Specification file =
        SpecificationReader.read(
            """
            application: shop
            preset: php
            release: {artifact: upload}
            environments:
              production:
                url: https://shop.example
                ssh: {user: deploy}
                reload: []
                hosts: {web: [web-1.shop.example]}
                database: {mariadb: db-1/shop, user: windlass}
                migrations: {flyway: {}, down: db/undo, undo: down}
            """);
    Analysis analysis =
        new Analysis(Target.of(Engine.MARIADB, "10.11.6-MariaDB"), List.of(), READ_ON);
    Terms terms = new Terms(RollbackVerdict.Declared.DOWN, null, Terms.SchemaState.IN_USE);
    Reading up =
        Reading.of(
            analysis,
            List.of(new Script(PENDING.getFirst(), "ALTER TABLE orders ADD note varchar(40);")),
            terms);
    Script down = new Script("U7__add_note.sql", "ALTER TABLE orders DROP COLUMN note;");
    Facts facts = one("20261118-2");
    return PlanCompiler.compile(
        new PlanOrder(
            file,
            "production",
            new Aim.Deploy(),
            new Facts(
                facts.artifact(),
                facts.hosts(),
                List.of(PENDING.getFirst()),
                List.of(),
                null,
                up.with(WayDown.of(analysis, List.of(down), List.of(), terms)))));
  }

  /** Symfony says not for which server its migrations are, and nor does the file. */
  static DeploymentPlan unread() {
    Specification file =
        SpecificationReader.read(
            """
            application: shop
            preset: symfony
            release: {artifact: upload}
            environments:
              production:
                url: https://shop.example
                ssh: {user: deploy}
                reload: []
                hosts: {web: [web-1.shop.example]}
                database: {fromEnv: .env.local}
                gates: {go: {before: migrations}}
            """);
    return PlanCompiler.compile(
        new PlanOrder(file, "production", new Aim.Deploy(), one("20261118-2")));
  }

  /** One host that has this release. */
  static Facts one(String live) {
    return new Facts(
        ARTIFACT, List.of(new SeenHost("web-1.shop.example", host(live))), PENDING, List.of());
  }

  /** The last change was a deployment that migrated by the framework's command. */
  static Aim.GoBack backByCommand() {
    Migrations migrations =
        PlanCompiler.compile(order("development", new Aim.Deploy())).migrations();
    return new Aim.GoBack(null, KNOWN, new Aim.LastChange("20261118-2", "20261115-1", migrations));
  }

  static PlanOrder order(String environment, Aim aim) {
    return new PlanOrder(example(), environment, aim, facts(environment, "20261118-2"));
  }

  static Facts facts(String environment, @Nullable String live) {
    boolean versioned =
        example().environment(environment).release() instanceof Release.Artifact built
            && built.version() != null;
    return facts(environment, live, versioned ? VERSIONED : ARTIFACT);
  }

  /** Of a release without a version, where one is asked for. */
  static Facts unversioned(String environment) {
    return facts(environment, "20261118-2", ARTIFACT);
  }

  private static Facts facts(
      String environment, @Nullable String live, ReleaseSource.Artifact artifact) {
    return new Facts(
        artifact,
        example().environment(environment).allHosts().stream()
            .map(host -> new SeenHost(host, host(live)))
            .toList(),
        PENDING,
        List.of());
  }

  /** A plan whose pending scripts a drill has run, or not. */
  static DeploymentPlan rehearsed(Rehearsed known) {
    return PlanCompiler.compile(
        new PlanOrder(
            example(),
            "production",
            new Aim.Deploy(),
            facts("production", "20261118-2"),
            List.of(),
            known));
  }

  static Facts with(Facts facts, List<Problem> problems) {
    return new Facts(facts.artifact(), facts.hosts(), facts.pending(), problems);
  }

  /** One script only adds; the other would lock, and loses what somebody vouches for. */
  static Facts reading(Facts facts) {
    Waiver waiver = new Waiver("drop-column", null, "nobody reads it", "ada", READ_ON.plusDays(9));
    Analysis analysis =
        new Analysis(Target.of(Engine.MARIADB, "10.11.6-MariaDB"), List.of(waiver), READ_ON);
    List<Script> scripts =
        List.of(
            new Script(PENDING.getFirst(), "ALTER TABLE orders ADD COLUMN note varchar(40);"),
            new Script(
                PENDING.getLast(),
                "ALTER TABLE orders DROP COLUMN remark;\nALTER TABLE orders ENGINE=MyISAM;"));
    Terms terms = new Terms(RollbackVerdict.Declared.KEEP, null, Terms.SchemaState.IN_USE);
    return new Facts(
        facts.artifact(),
        facts.hosts(),
        facts.pending(),
        facts.problems(),
        null,
        Reading.of(analysis, scripts, terms));
  }

  /** The same remark of two hosts, and one of one. */
  static Facts wondering(Facts facts) {
    String what = "shared/.env: by SESSION_DRIVER each of 2 web hosts keeps sessions of its own";
    String mend = "a driver that the hosts share, e.g. database or redis";
    return new Facts(
        facts.artifact(),
        facts.hosts(),
        facts.pending(),
        facts.problems(),
        List.of(
            new Problem("stage-1.shop.internal", what, mend),
            new Problem("stage-2.shop.internal", "shared/.env is not readable for deploy", null),
            new Problem("stage-2.shop.internal", what, mend)));
  }

  static HostFacts host(@Nullable String live) {
    return new HostFacts(
        "boot",
        "1",
        live,
        live == null ? null : "b81d77e",
        live == null ? List.of() : List.of("20261101-1", "20261115-1", "20261118-1", "20261118-2"),
        8_000_000_000L,
        41,
        null);
  }
}
