package dev.windlass.worker.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windlass.activities.grant.Asked;
import dev.windlass.activities.grant.NotGrantedException;
import dev.windlass.activities.grant.Scope;
import dev.windlass.activities.ssh.SshIdentity;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.plan.Host;
import dev.windlass.workflows.plan.SshAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;

class ConfiguredGrantsTest {

  private static final Scope PRODUCTION = new Scope("shop", "production");
  private static final SshAccess DEFAULTS = new SshAccess(null, null, null);
  private static final Map<String, String> VARIABLES =
      Map.of("DB", "from env", "WINDLASS_SECRET_DB_APP", "by name");

  @TempDir private Path directory;

  @BeforeEach
  void writeFiles() throws IOException {
    Path key = Files.writeString(directory.resolve("key"), "a key");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(directory.resolve("known_hosts"), "web-1 ssh-ed25519 AAAA\n");
  }

  @Test
  void readsASecretThatIsGranted() {
    assertThat(grants(ALLOWING).secret(PRODUCTION, "db-app").reveal()).isEqualTo("from env");
  }

  @Test
  void refusesASecretOfAnotherApplicationAndSaysWhatToAdd() {
    Scope other = new Scope("blog", "production");
    assertThatThrownBy(() -> grants(ALLOWING).secret(other, "db-app"))
        .isInstanceOf(NotGrantedException.class)
        .hasMessageContaining("secret db-app is not granted to blog production")
        .hasMessageNotContaining("from env");
    assertThat(grants(ALLOWING).problems(other, Asked.secrets(List.of("db-app"))))
        .extracting(Problem::mend)
        .containsExactly(
            """
            add this to windlass-worker.yaml:
            windlass:
              grants:
                allow:
                  - {applications: ["blog"], environments: ["production"], secrets: ["db-app"]}\
            """);
  }

  @Test
  void takesTheTextThatItPrints() {
    Asked asked =
        new Asked(
            List.of("app.key"),
            DEFAULTS,
            List.of(new Host("web-1", 22, "deploy", List.of("web"), null)),
            List.of("db-1:3306"));
    List<Problem> problems = grants("windlass: {grants: {}}").problems(PRODUCTION, asked);
    assertThat(problems).hasSize(9).allSatisfy(problem -> assertThat(problem.mend()).isNotNull());
    assertThat(problems)
        .extracting(problem -> grantOf(problem, "windlass:\n  grants:\n").isBlank())
        .containsOnly(false);
  }

  @Test
  void namesAllProblemsAtOnce() {
    Asked asked =
        new Asked(
            List.of("db-app", "nowhere"),
            new SshAccess("other", null, "ops@bastion:2222"),
            List.of(new Host("evil.example", 22, "root", List.of("web"), null)),
            List.of("db-9:3306"));
    assertThat(grants(ALLOWING).problems(PRODUCTION, asked))
        .extracting(Problem::what)
        .contains(
            "secret nowhere is not granted to shop production",
            "SSH key other is not granted to shop production",
            "user ops is not granted to shop production",
            "host bastion is not granted to shop production",
            "host evil.example is not granted to shop production",
            "user root is not granted to shop production",
            "address db-9:3306 is not granted to shop production")
        .doesNotContain("secret db-app is not granted to shop production");
  }

  @Test
  void doesNotTakeAPatternForMoreThanItSays() {
    String settings = ALLOWING.replace("[\"web-*\"]", "[\"web-1.shop\"]");
    Asked asked =
        Asked.hosts(DEFAULTS, List.of(new Host("web-1xshop", 22, "deploy", List.of("web"), null)));
    assertThat(grants(settings).problems(PRODUCTION, asked))
        .extracting(Problem::where)
        .containsExactly("web-1xshop");
  }

  @Test
  void givesKeyAndPinsByTheirDefaultNames() {
    assertThat(grants(ALLOWING).identity(PRODUCTION, null)).isEqualTo("default");
    assertThat(grants(ALLOWING).knownHosts(PRODUCTION, null))
        .containsExactly("web-1 ssh-ed25519 AAAA");
    SshIdentity identity = new ConfiguredIdentities(properties(ALLOWING), reader()).find("default");
    assertThat(identity).isEqualTo(new SshIdentity.PrivateKey("a key", null));
  }

  @Test
  void saysHowToFillAFileOfPinsThatIsMissing() throws IOException {
    Files.delete(directory.resolve("known_hosts"));
    List<Host> hosts =
        List.of(
            new Host("web-1", 22, "deploy", List.of("web"), null),
            new Host("web-2", 2222, "deploy", List.of("web"), null),
            new Host("web-3", 2222, "deploy", List.of("web"), null));
    String to = " >>" + directory.resolve("known_hosts") + "   (compare the fingerprints)";

    assertThat(grants(ALLOWING).problems(PRODUCTION, Asked.hosts(DEFAULTS, hosts.subList(1, 3))))
        .extracting(Problem::mend)
        .containsExactly("ssh-keyscan -t ed25519 -p 2222 web-2 web-3" + to);
    assertThat(grants(ALLOWING).problems(PRODUCTION, Asked.hosts(DEFAULTS, hosts)))
        .extracting(Problem::mend)
        .containsExactly(
            "{ ssh-keyscan -t ed25519 -p 22 web-1; ssh-keyscan -t ed25519 -p 2222 web-2 web-3; }"
                + to);
  }

  @Test
  void grantsEverythingByOneLine() {
    ConfiguredGrants grants = grants("windlass: {grants: {everything: true}}");
    assertThat(grants.secret(new Scope("any", "where"), "db-app").reveal()).isEqualTo("by name");
    assertThat(grants.problems(PRODUCTION, Asked.secrets(List.of("gone"))))
        .extracting(Problem::what)
        .containsExactly("environment variable WINDLASS_SECRET_GONE is not set");
  }

  private static final String ALLOWING =
      """
      windlass:
        grants:
          secrets:
            db-app: {environment: DB}
          keys:
            default: {file: DIR/key}
          known-hosts:
            default: DIR/known_hosts
          allow:
            - applications: ["shop"]
              environments: ["prod*"]
              secrets: ["db-*"]
              keys: ["default"]
              known-hosts: ["default"]
              users: ["deploy"]
              hosts: ["web-*"]
              addresses: ["db-1:*"]
      """;

  private String grantOf(Problem problem, String head) {
    String mend = String.valueOf(problem.mend());
    String yaml = mend.substring(mend.indexOf(head));
    GrantProperties added = properties(yaml);
    boolean something =
        !added.allow().isEmpty()
            || !added.secrets().isEmpty()
            || !added.keys().isEmpty()
            || !added.knownHosts().isEmpty();
    return something ? yaml : "";
  }

  private ConfiguredGrants grants(String yaml) {
    return new ConfiguredGrants(properties(yaml), reader());
  }

  private static SecretReader reader() {
    return new SecretReader(VARIABLES::get);
  }

  private GrantProperties properties(String yaml) {
    byte[] text = yaml.replace("DIR", directory.toString()).getBytes(StandardCharsets.UTF_8);
    StandardEnvironment environment = new StandardEnvironment();
    try {
      new YamlPropertySourceLoader()
          .load("test", new ByteArrayResource(text))
          .forEach(environment.getPropertySources()::addFirst);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return Binder.get(environment).bindOrCreate("windlass.grants", GrantProperties.class);
  }
}
