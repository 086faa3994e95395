package dev.windlass.api.specification;

import dev.windlass.api.specification.shape.Key;
import dev.windlass.api.specification.shape.Matches;
import dev.windlass.api.specification.shape.MergedByName;
import dev.windlass.api.specification.shape.OneOrMany;
import dev.windlass.api.specification.shape.Syntax;
import java.time.Duration;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Everything about one environment. */
public record Environment(
    @Key("Where the code comes from.") Release release,
    @Key(value = "Directories on the hosts.", byDefault = "{}") @MergedByName Layout layout,
    @Key(
            value =
                "Lines of the .env that is rendered into each release, so that a rollback brings the old one back. Without it, shared/.env stays yours.",
            byDefault = "{}")
        @MergedByName
        SequencedMap<@Matches(Syntax.VARIABLE) String, EnvironmentValue> env,
    @Key(
            "Oldest versions of programs that every host with a release must have, e.g. {php: \"8.2\"}.")
        @Nullable Requires requires,
    @Key(
            value =
                "Environments in which the very same artifact must have been deployed with success before, and how long ago at most, e.g. {staging: 7d}.",
            byDefault = "{}")
        SequencedMap<@Matches(Syntax.APPLICATION) String, Duration> passed,
    @Key(
            value =
                "Commands that run inside the new release directory before it goes live, in order, by the name of the step.",
            byDefault = "{}")
        @MergedByName
        SequencedMap<@Matches(Syntax.NAME) String, BuildStep> build,
    @Key("What makes the hosts run the new code after the switch; [] where nothing does.")
        @OneOrMany
        List<Reload> reload,
    @Key("A backup by a command of yours, taken before anything changes.") @Nullable Backup backup,
    @Key("Backups that Windlass takes, checks and lets go.") @Nullable Backups backups,
    @Key("Restoring backups into a scratch database, to prove that they can be.")
        @Nullable Drills drills,
    @Key(
            value =
                "Processes that work off the application's queue, by name: they end after their running jobs and begin anew with each release.",
            byDefault = "{}")
        @MergedByName
        SequencedMap<@Matches(Syntax.NAME) String, QueueWorkers> workers,
    @Key("Timed jobs, on one host.") @Nullable Cron cron,
    @Key("How the schema changes, once per database however many hosts there are.") @MergedByName
        @Nullable Migrations migrations,
    @Key("The database of this environment.") @Nullable Database database,
    @Key(
            value =
                "What is asked while the release is on trial and after it: one probe each, with the rule that reads it.",
            byDefault = "{}")
        @MergedByName
        SequencedMap<@Matches(Syntax.NAME) String, Check> checks,
    @Key("How each web host proves that the code which answers is the new one.")
        @Nullable Proof proof,
    @Key(value = "How hosts and traffic come to the release.", byDefault = "atomic")
        Strategy strategy,
    @Key("How the application is closed to its visitors; strategy standard needs it.")
        @Nullable Maintenance maintenance,
    @Key(value = "Points that wait for people.", byDefault = "{}") @MergedByName
        SequencedMap<@Matches(Syntax.NAME) String, Gate> gates,
    @Key(
            value =
                "How long the checks go on after the last host was published, and what a failing one does then.",
            byDefault = "0s")
        Watch watch,
    @Key(
            "Checks that go on between deployments and tell when one fails; silent during a maintenance and while a change is under way. The next deployment without it ends it.")
        @Nullable StandingWatch standingWatch,
    @Key(value = "Where balancer and checks reach a web host.", byDefault = "{}") Backend backend,
    @Key("What shares the traffic among the web hosts.") @Nullable Balancer balancer,
    @Key("How the hosts are reached.") Ssh ssh,
    @Key("The machines by role; web is the role that gets traffic.")
        SequencedMap<@Matches(Syntax.NAME) String, Hosts> hosts,
    @Key("Public address, for checks from outside.") @Matches(Syntax.URL) @Nullable String url) {

  /** The role that gets traffic. */
  public static final String WEB = "web";

  /** The hosts of a role, expanded, in the file's order; empty for a role that is not there. */
  public List<String> hosts(String role) {
    Hosts found = hosts.get(role);
    return found == null ? List.of() : found.expanded();
  }

  /** Every host of every role, once, in the file's order. */
  public List<String> allHosts() {
    return hosts.values().stream().flatMap(some -> some.expanded().stream()).distinct().toList();
  }
}
