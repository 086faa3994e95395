package dev.windlass.activities.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.plan.Host;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentRootLookTest {

  private static final Host HOST = new Host("web-1", 22, "deploy", List.of("web"), null);

  @TempDir private Path etc;

  /** As Debian ships them: the site's file names the script by what it includes. */
  @BeforeEach
  void debian() throws IOException {
    Files.createDirectories(etc.resolve("sites-enabled"));
    Files.createDirectories(etc.resolve("snippets"));
    write("nginx.conf", "http {\n  include " + etc + "/sites-enabled/*;\n}\n");
    write(
        "fastcgi.conf", "fastcgi_param  SCRIPT_FILENAME    $document_root$fastcgi_script_name;\n");
    write("snippets/fastcgi-php.conf", "fastcgi_index index.php;\ninclude fastcgi.conf;\n");
  }

  @Test
  void namesTheFileThatHandsOverTheLink() throws Exception {
    Path site = site("include snippets/fastcgi-php.conf;");

    assertThat(look())
        .containsExactly(
            new Problem(
                "web-1",
                site + " hands php-fpm $document_root: by the link, OPcache may give old code",
                "fastcgi_param SCRIPT_FILENAME $realpath_root$fastcgi_script_name; there"));
  }

  @Test
  void isContentWithTheRealPath() throws Exception {
    site(
        """
        include snippets/fastcgi-php.conf;
        fastcgi_param SCRIPT_FILENAME $realpath_root$fastcgi_script_name;
        """);

    assertThat(look()).isEmpty();
  }

  @Test
  void doesNotTakeAnotherSiteOrACommentForIt() throws Exception {
    site("# fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;");
    write(
        "sites-enabled/other",
        "server { root /var/www/other/current/public;\n include fastcgi.conf; fastcgi_pass x; }");

    assertThat(look()).isEmpty();
  }

  private Path site(String script) throws IOException {
    return write(
        "sites-enabled/shop",
        """
        server {
          root /var/www/shop/current/public;
          location ~ \\.php$ {
            %s
            fastcgi_pass unix:/run/php/php8.3-fpm.sock;
          }
        }
        """
            .formatted(script));
  }

  private Path write(String file, String text) throws IOException {
    return Files.writeString(etc.resolve(file), text);
  }

  private List<Problem> look() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                HostInspector.script("document-root.sh"),
                "sh",
                etc.toString(),
                "/var/www/shop")
            .redirectErrorStream(true)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return DocumentRootLook.remarks(HOST, printed);
  }
}
