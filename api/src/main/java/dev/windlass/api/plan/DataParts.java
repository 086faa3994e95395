package dev.windlass.api.plan;

import dev.windlass.api.specification.Backups;
import dev.windlass.api.specification.Environment;
import dev.windlass.api.specification.JsonValue;
import dev.windlass.api.specification.SecretName;
import dev.windlass.workflows.analysis.Check;
import dev.windlass.workflows.analysis.JsonField;
import dev.windlass.workflows.analysis.Probe;
import dev.windlass.workflows.analysis.Rule;
import dev.windlass.workflows.migration.safety.MigrationKind;
import dev.windlass.workflows.migration.safety.Waiver;
import dev.windlass.workflows.plan.Database;
import dev.windlass.workflows.plan.HostCommand;
import dev.windlass.workflows.plan.Migrations;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Database, migrations and checks of an environment in the words of a plan. */
final class DataParts {

  private static final int MYSQL_PORT = 3306;
  private static final int POSTGRESQL_PORT = 5432;

  private final Environment environment;

  DataParts(Environment environment) {
    this.environment = environment;
  }

  @Nullable Migrations migrations() {
    return switch (environment.migrations()) {
      case null -> null;
      case dev.windlass.api.specification.Migrations.Skip _ -> null;
      case dev.windlass.api.specification.Migrations.Scripts scripts ->
          new Migrations.Scripts(
              database(),
              scripts.flyway().locations(),
              scripts.care().lockTimeout(),
              scripts.care().statementTimeout(),
              Migrations.Undo.valueOf(scripts.undo().name()),
              guard(scripts.guard()),
              care(scripts.care(), scripts.down()),
              null);
      case dev.windlass.api.specification.Migrations.Updates updates -> updates(updates);
      case dev.windlass.api.specification.Migrations.Command command -> {
        CommandLimits limits = new CommandLimits(command.limits());
        yield new Migrations.Command(
            command.roles().stream()
                .flatMap(role -> environment.hosts(role).stream())
                .findFirst()
                .orElseThrow(),
            Objects.requireNonNull(command("migrate", limits.on(command.command()))),
            command("migrate status", command.status()),
            command("migrate down", limits.on(command.down())),
            Migrations.Undo.valueOf(command.undo().name()),
            guard(command.guard()),
            dryRun(command),
            command("migrate validate", command.validate()));
      }
    };
  }

  private Migrations updates(dev.windlass.api.specification.Migrations.Updates declared) {
    return new Migrations.Scripts(
        database(),
        List.of(declared.updates().directory()),
        declared.care().lockTimeout(),
        declared.care().statementTimeout(),
        Migrations.Undo.valueOf(declared.undo().name()),
        guard(declared.guard()),
        care(declared.care(), declared.down()),
        versions());
  }

  /** Where the schema says its version; null where it has no update scripts. */
  Migrations.@Nullable Updates versions() {
    return environment.migrations()
            instanceof dev.windlass.api.specification.Migrations.Updates declared
        ? new Migrations.Updates(declared.updates().table(), declared.updates().column())
        : null;
  }

  private static Migrations.@Nullable Care care(
      dev.windlass.api.specification.Migrations.Care declared, @Nullable String down) {
    return declared.lockRetries() == 0
            && declared.verify().isEmpty()
            && declared.seed().isEmpty()
            && down == null
        ? null
        : new Migrations.Care(
            declared.lockRetries(),
            declared.verify().stream()
                .map(one -> new Migrations.Verify(one.sql(), one.equals()))
                .toList(),
            down,
            declared.seed().isEmpty() ? null : declared.seed());
  }

  private Migrations.@Nullable Guard guard(
      dev.windlass.api.specification.Migrations.Guard declared) {
    dev.windlass.api.specification.Migrations.Required required = declared.requires();
    if (declared.waive().isEmpty() && declared.allow() == null && required == null) {
      return null;
    }
    return new Migrations.Guard(
        declared.waive().stream()
            .map(one ->
                new Waiver(
                    one.rule(),
                    one.script(),
                    one.reason(),
                    one.owner(),
                    LocalDate.parse(one.until())))
            .toList(),
        declared.allow() == null ? null : MigrationKind.valueOf(declared.allow().name()),
        required == null ? null : required.drill(),
        required == null || required.backup() == null
            ? null
            : new Migrations.Fresh(required.backup(), isSecured(required.backup())));
  }

  /** Whether each deployment sees to a backup of the database that is as young. */
  private boolean isSecured(Duration within) {
    Backups backups = environment.backups();
    return backups != null
        && backups.database() != null
        && switch (backups.database().beforeDeployment()) {
          case Backups.BeforeDeployment.Always always -> always.taken();
          case Backups.BeforeDeployment.YoungEnough young ->
              young.youngerThan().compareTo(within) <= 0;
        };
  }

  /** Null where nobody could say which server the SQL is for. */
  private Migrations.@Nullable DryRun dryRun(
      dev.windlass.api.specification.Migrations.Command command) {
    HostCommand line = command("migrate dry run", command.dryRun());
    if (line == null) {
      return null;
    }
    if (command.server() != null) {
      return new Migrations.DryRun(line, null, command.server());
    }
    if (environment.database() instanceof dev.windlass.api.specification.Database.Direct) {
      return new Migrations.DryRun(line, database(), null);
    }
    HostCommand asks = command("migrate server", command.serverCommand());
    return asks == null ? null : new Migrations.DryRun(line, null, null, asks);
  }

  private static @Nullable HostCommand command(String name, @Nullable String line) {
    return line == null ? null : new HostCommand(name, line, null, List.of());
  }

  /** The reader has made sure that it is there where it is needed. */
  Database database() {
    return database(environment.database());
  }

  static Database database(dev.windlass.api.specification.@Nullable Database declared) {
    if (!(declared instanceof dev.windlass.api.specification.Database.Direct direct)) {
      throw new IllegalStateException("the file names no database that Windlass can reach");
    }
    Database.Engine engine =
        switch (direct) {
          case dev.windlass.api.specification.Database.MariaDb _ -> Database.Engine.MARIADB;
          case dev.windlass.api.specification.Database.MySql _ -> Database.Engine.MYSQL;
          case dev.windlass.api.specification.Database.PostgreSql _ -> Database.Engine.POSTGRESQL;
        };
    String[] place = direct.address().split("/", 2);
    String[] host = place[0].split(":", 2);
    String through = direct.access().through();
    return new Database(
        engine,
        host[0],
        host.length == 2 ? Integer.parseInt(host[1]) : usualPort(engine),
        place[1],
        direct.access().user(),
        secret(direct.access().password()),
        "ssh".equals(through) ? host[0] : through);
  }

  static int usualPort(Database.Engine engine) {
    return engine == Database.Engine.POSTGRESQL ? POSTGRESQL_PORT : MYSQL_PORT;
  }

  List<Check> checks() {
    return environment.checks().entrySet().stream()
        .map(entry -> check(entry.getKey(), entry.getValue()))
        .toList();
  }

  private Check check(String name, dev.windlass.api.specification.Check check) {
    dev.windlass.api.specification.Check.Rule rule = check.rule();
    return new Check(
        name,
        probe(check),
        new Rule(
            rule.every(),
            rule.failures(),
            rule.errors(),
            rule.inconclusive(),
            rule.successes(),
            Rule.OnNoData.valueOf(rule.onNoData().name())),
        Check.Severity.valueOf(rule.severity().name()),
        rule.roles());
  }

  private Probe probe(dev.windlass.api.specification.Check check) {
    var timeout = check.rule().timeout();
    return switch (check) {
      case dev.windlass.api.specification.Check.Http http ->
          new Probe.Http(
              http.http(),
              Probe.Target.valueOf(http.on().name()),
              http.status(),
              http.contains(),
              http.header(),
              http.under(),
              secret(http.bearer()),
              timeout,
              http.json().isEmpty() ? null : fields(http.json()));
      case dev.windlass.api.specification.Check.Tcp tcp -> new Probe.Tcp(tcp.tcp(), timeout);
      case dev.windlass.api.specification.Check.Sql sql ->
          new Probe.Sql(
              database(),
              sql.sql(),
              sql.equals(),
              sql.atMost() == null ? null : sql.atMost().longValue(),
              timeout);
      case dev.windlass.api.specification.Check.Command command ->
          new Probe.Command(command.command(), command.exit(), command.contains(), timeout);
      case dev.windlass.api.specification.Check.Log log ->
          new Probe.Log(log.log(), log.matches(), log.atMost(), log.per(), timeout);
      case dev.windlass.api.specification.Check.Capacity(var used, _) ->
          new Probe.Capacity(used.memory(), used.cpu(), used.disk(), timeout);
    };
  }

  private static List<JsonField> fields(SequencedMap<String, JsonValue> declared) {
    return declared.entrySet().stream()
        .map(entry ->
            switch (entry.getValue()) {
              case JsonValue.Same(String text) -> new JsonField(entry.getKey(), text, null, null);
              case JsonValue.AtMost(BigDecimal most) ->
                  new JsonField(entry.getKey(), null, most, null);
              case JsonValue.AtLeast(BigDecimal least) ->
                  new JsonField(entry.getKey(), null, null, least);
            })
        .toList();
  }

  private static @Nullable String secret(@Nullable SecretName name) {
    return name == null ? null : name.secret();
  }
}
