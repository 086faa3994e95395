package dev.windlass.stories;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Laravel's releases as docs/php.md wants them, so that they are closed by command and by file. */
final class ClosableShop {
  private static final Path SOURCES = Path.of("src/test/resources/laravel");
  private static final String VIEW = "resources/views/errors/503.blade.php";
  private static final String INDEX = "public/index.php";
  private static final String AUTOLOAD = "require __DIR__.'/../vendor/autoload.php';\n";

  private final PhpSite site;
  private final PhpPage page;

  ClosableShop(PhpSite site, PhpPage page) throws IOException {
    this.site = site;
    this.page = page;
    source(
        "app/Http/Middleware/PreventRequestsDuringMaintenance.php", page.text("php", "excepted"));
  }

  /** A release that works. */
  Path good(int version) throws IOException, InterruptedException {
    return site.pack(version, files());
  }

  /** Answers visitors, and says of itself that it is not well. */
  Path unwell(int version) throws IOException, InterruptedException {
    Map<String, String> files = files();
    String select = "DB::select('select 1');";
    String pages = "app/Http/Pages.php";
    files.put(pages, source(pages, select).replace(select, "abort(500);"));
    return site.pack(version, files);
  }

  /** Its migration makes the table {@code resting} and takes seconds then. */
  Path slowMigration(int version) throws IOException, InterruptedException {
    Map<String, String> files = files();
    files.put(
        "database/migrations/2026_11_02_000000_slow_step.php",
        """
        <?php

        class SlowStep extends Illuminate\\Database\\Migrations\\Migration
        {
            public function up()
            {
                Illuminate\\Support\\Facades\\Schema::create('resting', fn ($table) => $table->id());
                sleep(6);
            }
        }
        """);
    return site.pack(version, files);
  }

  private Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    files.put(VIEW, page.text("blade", VIEW));
    files.put(
        INDEX, source(INDEX, AUTOLOAD).replace(AUTOLOAD, AUTOLOAD + page.text("php", "closed")));
    return files;
  }

  /** A file of the application, which must say this. */
  private static String source(String file, String what) throws IOException {
    String text = Files.readString(SOURCES.resolve(file));
    if (!text.contains(what)) {
      throw new IllegalStateException(file + " does not say " + what);
    }
    return text;
  }
}
