package dev.windlass.activities.drill;

import dev.windlass.activities.drill.ScratchEngine.Identity;
import dev.windlass.activities.grant.Scope;
import dev.windlass.activities.migration.DatabaseRoute;
import dev.windlass.workflows.drill.DrillPlan;
import dev.windlass.workflows.drill.DrillPlan.Production;
import dev.windlass.workflows.fleet.Problem;
import dev.windlass.workflows.plan.Database;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Proves that a scratch server is none of the declared ones, nor tied to one. Names and addresses
 * prove nothing, since a server has many: a lock that is taken on the scratch server, and that
 * writes nothing, must be seen on no other; and no server may be a copy of its files, follow it,
 * have followed it, or be followed by it. MariaDB has no name for its files: a copy of a data
 * directory that never replicated cannot be told there.
 */
public final class NotProduction {

  private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*_");
  private static final int SHORTEST_PREFIX = 6;

  private final DatabaseRoute.Opener routes;
  private final List<Pattern> refused;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param refused names and addresses, in which {@code *} stands for any text, of servers that no
   *     drill may use whatever a file says
   */
  public NotProduction(DatabaseRoute.Opener routes, List<String> refused) {
    this.routes = routes;
    this.refused =
        refused.stream()
            .map(one ->
                Pattern.compile(
                    Arrays.stream(one.split("\\*", -1))
                        .map(Pattern::quote)
                        .reduce((left, right) -> left + ".*" + right)
                        .orElseThrow(),
                    Pattern.CASE_INSENSITIVE))
            .toList();
  }

  /**
   * Why nothing may be written there; empty where all is well.
   *
   * @throws RuntimeException as the engine understands it, where one of the servers cannot be asked
   */
  List<Problem> problems(DrillPlan plan) {
    List<Problem> problems = new ArrayList<>(byName(plan));
    if (!problems.isEmpty()) {
      return problems;
    }
    Database server = plan.scratch().server();
    ScratchEngine engine = ScratchEngine.of(server.engine());
    try (DatabaseRoute route = new ScratchRoutes(routes).server(plan);
        Connection scratch = route.connect(engine.options())) {
      int number = random.nextInt(Integer.MAX_VALUE);
      Identity identity = engine.identity(scratch);
      problems.addAll(ties(plan, scratch));
      engine.mark(scratch, number);
      for (Production production : plan.production()) {
        if (ScratchEngine.of(production.database().engine()).getClass() == engine.getClass()) {
          problems.addAll(compare(plan, production, identity, number));
        }
      }
      return problems;
    } catch (SQLException e) {
      throw ScratchRoutes.failure(
          "scratch server %s:%d".formatted(server.host(), server.port()), e);
    }
  }

  private static List<Problem> ties(DrillPlan plan, Connection scratch) throws SQLException {
    ScratchEngine engine = ScratchEngine.of(plan.scratch().server().engine());
    try {
      return engine.ties(scratch).stream()
          .map(tie -> problem(plan, tie, "name a server that stands alone"))
          .toList();
    } catch (SQLException e) {
      if (ScratchRoutes.isLost(e)) {
        throw e;
      }
      return List.of(
          problem(
              plan,
              "does not say whether it replicates: " + e.getMessage(),
              engine.mayLook(plan.scratch().server().user())));
    }
  }

  private List<Problem> compare(
      DrillPlan plan, Production production, Identity identity, int number) {
    ScratchEngine engine = ScratchEngine.of(production.database().engine());
    Scope scope = new Scope(production.application(), production.environment());
    try (DatabaseRoute route =
            routes.open(scope, production.database(), production.ssh(), production.through());
        Connection connection = route.connect(engine.options())) {
      Identity other = engine.identity(connection);
      if (engine.isMarked(connection, number) || same(identity.server(), other.server())) {
        return List.of(sameServer(plan, production));
      }
      if (same(identity.lineage(), other.lineage())) {
        return List.of(
            problem(
                plan,
                "is a copy of the server of " + production + ", or a replica that was promoted",
                "name a server that was set up for itself"));
      }
      return List.of();
    } catch (SQLException e) {
      throw ScratchRoutes.failure(
          "cannot tell whether the scratch server is that of " + production, e);
    }
  }

  private List<Problem> byName(DrillPlan plan) {
    List<Problem> problems = new ArrayList<>();
    String prefix = plan.scratch().prefix();
    if (prefix.length() < SHORTEST_PREFIX || !PREFIX.matcher(prefix).matches()) {
      problems.add(
          problem(
              plan,
              "the prefix %s is no prefix of scratch databases".formatted(prefix),
              "write one of six letters or more that ends with _, such as windlass_drill_"));
    }
    List<String> names = names(plan.scratch().server());
    for (Pattern pattern : refused) {
      names.stream()
          .filter(name -> pattern.matcher(name).matches())
          .findFirst()
          .ifPresent(name ->
              problems.add(
                  problem(
                      plan,
                      name + " is refused by windlass.worker.scratch-refused",
                      "name another server")));
    }
    for (Production production : plan.production()) {
      if (production.database().name().startsWith(prefix)) {
        problems.add(
            problem(
                plan,
                "%s has the name of a scratch database".formatted(production),
                "choose another prefix"));
      } else if (sameAddress(plan, production, names)) {
        problems.add(sameServer(plan, production));
      }
    }
    return problems;
  }

  private static boolean sameAddress(DrillPlan plan, Production production, List<String> names) {
    Database server = plan.scratch().server();
    boolean tunnelled = plan.scratch().through() != null || production.through() != null;
    if (server.port() != production.database().port()) {
      return false;
    }
    return tunnelled
        ? server.host().equalsIgnoreCase(production.database().host())
            && String.valueOf(server.through()).equals(production.database().through())
        : names(production.database()).stream().anyMatch(names::contains);
  }

  /** Its name, and its addresses as far as this machine knows them. */
  private static List<String> names(Database server) {
    List<String> names = new ArrayList<>(List.of(server.host()));
    if (server.through() == null) {
      try {
        Arrays.stream(InetAddress.getAllByName(server.host()))
            .map(InetAddress::getHostAddress)
            .forEach(names::add);
      } catch (UnknownHostException unknown) {
        // Whoever connects will say so.
      }
    }
    return names;
  }

  private static boolean same(String one, String other) {
    return !one.isEmpty() && one.equals(other);
  }

  private static Problem sameServer(DrillPlan plan, Production production) {
    return problem(plan, "is the server of " + production, "name a server that holds nothing else");
  }

  private static Problem problem(DrillPlan plan, String what, String mend) {
    Database server = plan.scratch().server();
    return new Problem("scratch %s:%d".formatted(server.host(), server.port()), what, mend);
  }
}
