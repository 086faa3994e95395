package dev.windlass.api.specification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What ten lines are enough for. */
class PresetTest {

  private static final String LARAVEL =
      """
      application: shop
      preset: laravel
      release: {git: "git@github.com:acme/shop.git"}
      environments:
        production:
          url: https://shop.example
          ssh: {user: deploy}
          hosts: {web: [web-1.shop.example]}
          database: {fromEnv: .env}
          reload: {php-fpm: {service: php8.3-fpm, as: root}}
      """;

  private static Layout layout(int keep) {
    Writable writable =
        new Writable(null, Writable.How.ACL, List.of("storage/", "bootstrap/cache/"));
    return new Layout("/var/www/shop", keep, List.of("storage/", ".env"), writable, null);
  }

  private static Environment read(String file) {
    return SpecificationReader.read(file).environment("production");
  }

  @Test
  void laravelNeedsTenLines() {
    Environment production = read(LARAVEL);

    assertThat(production.layout()).isEqualTo(layout(5));
    assertThat(production.build())
        .containsOnlyKeys("composer", "storage", "link", "config", "routes", "views", "events");
    assertThat(production.migrations())
        .isInstanceOfSatisfying(
            Migrations.Command.class,
            command -> assertThat(command.command()).isEqualTo("php artisan migrate --force"));
    assertThat(production.checks()).containsOnlyKeys("up");
    assertThat(production.workers()).containsOnlyKeys("queue");
  }

  /** view:cache begins by deleting all compiled views: those of the live release are in use. */
  @Test
  void laravelsReleasesDoNotShareTheirCompiledViews() {
    assertThat(commands("config"))
        .startsWith(
            "VIEW_COMPILED_PATH=\"$PWD/bootstrap/cache/views\" php artisan config:cache && ");
  }

  /** The cache holds what {@code .env} holds. */
  @Test
  void laravelsConfigurationIsAsSecretAsItsEnvironment() {
    assertThat(commands("config")).contains("chmod --reference=.env bootstrap/cache/config.php");
  }

  private static String commands(String step) {
    var commands = (BuildStep.Commands) read(LARAVEL).build().get(step);
    return String.join("\n", Objects.requireNonNull(commands).commands());
  }

  @Test
  void symfonyNeedsTenLines() {
    Environment production =
        read(LARAVEL.replace("laravel", "symfony").replace("fromEnv: .env", "fromEnv: .env.local"));

    assertThat(production.layout().shared()).containsExactly("var/log/", ".env.local");
    assertThat(production.build()).containsOnlyKeys("composer", "cache", "assets");
  }

  @Test
  void eachStepOfAPresetGivesWayToTheFile() {
    Environment production =
        read(
            LARAVEL
                + """
                build: {views: skip, assets: npm run build}
                layout: {keep: 3}
                migrations: skip
                checks: {up: {http: /health}}
                workers: {queue: skip, horizon: {supervisor: shop-horizon, as: root}}
                """);

    assertThat(production.layout()).isEqualTo(layout(3));
    assertThat(production.build().get("views")).isInstanceOf(BuildStep.Skip.class);
    assertThat(production.build()).containsKey("assets");
    assertThat(production.migrations()).isInstanceOf(Migrations.Skip.class);
    assertThat(production.checks().get("up"))
        .isInstanceOfSatisfying(
            Check.Http.class,
            up -> {
              assertThat(up.http()).isEqualTo("/health");
              assertThat(up.status()).isEqualTo(200);
            });
    assertThat(production.workers().get("queue")).isInstanceOf(QueueWorkers.Skip.class);
  }

  private static Migrations.Command migrations(String file) {
    return (Migrations.Command) Objects.requireNonNull(read(file).migrations());
  }

  @Test
  void aPresetsMigrationsTakeConditionsAndKeepTheirCommands() {
    Migrations.Command command =
        migrations(LARAVEL + "migrations: {server: mariadb 10.11, allow: expand}\n");

    assertThat(command.dryRun()).isEqualTo("php artisan migrate --pretend --force --no-ansi");
    assertThat(command.server()).isEqualTo("mariadb 10.11");
    assertThat(command.guard().allow()).isEqualTo(Migrations.Allow.EXPAND);
  }

  @Test
  void migrationsThatSayTheirWayTakeNothingFromThePreset() {
    Migrations.Command command = migrations(LARAVEL + "migrations: {command: bin/migrate}\n");

    assertThat(command.command()).isEqualTo("bin/migrate");
    assertThat(command.dryRun()).isNull();
    assertThat(command.serverCommand()).isNull();
  }

  /** The file of ten lines says nothing of the server, so Laravel is asked. */
  @Test
  void laravelItselfTellsForWhichServerItsMigrationsAre() {
    assertThat(migrations(LARAVEL).serverCommand())
        .startsWith("php -r 'require \"vendor/autoload.php\"; $a = require \"bootstrap/app.php\"; ")
        .endsWith("echo \" empty\";'");
  }

  @Test
  void theFilesEnvTakesThePlaceOfTheSharedOne() {
    assertThat(read(LARAVEL + "env: {APP_ENV: production}\n").env()).containsOnlyKeys("APP_ENV");
  }
}
