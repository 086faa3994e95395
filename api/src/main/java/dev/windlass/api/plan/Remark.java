package dev.windlass.api.plan;

import dev.windlass.api.specification.Environment;
import dev.windlass.api.specification.EnvironmentValue;
import dev.windlass.api.specification.Specification;
import dev.windlass.api.specification.SpecificationReader;
import dev.windlass.api.specification.Strategy;
import dev.windlass.api.specification.source.Place;
import dev.windlass.workflows.plan.StrategyPlan;
import dev.windlass.workflows.ramp.RampStep;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** What is right in a file and may still surprise: a weight that brings more hosts with it. */
public record Remark(int line, int column, String text) {

  private static final SequencedMap<String, String> LOCAL = local();

  private static SequencedMap<String, String> local() {
    SequencedMap<String, String> local = new LinkedHashMap<>();
    local.put("SESSION_DRIVER", "file");
    local.put("FILESYSTEM_DISK", "local");
    local.put("FILESYSTEM_DRIVER", "local");
    return Collections.unmodifiableSequencedMap(local);
  }

  /**
   * Those of a whole file, in the order of its environments.
   *
   * @throws dev.windlass.api.specification.source.SpecificationException when the file is not good
   */
  public static List<Remark> of(String yaml) {
    Specification specification = SpecificationReader.read(yaml);
    List<Remark> remarks = new ArrayList<>();
    specification
        .environments()
        .forEach((name, environment) -> {
          remarks.addAll(ofRamp(yaml, name, environment));
          remarks.addAll(ofLocalDisks(yaml, name, environment));
        });
    return remarks.stream().distinct().toList();
  }

  /** Laravel's names for what each web host would keep for itself. */
  private static List<Remark> ofLocalDisks(String yaml, String name, Environment environment) {
    int web = environment.hosts(Environment.WEB).size();
    List<Remark> remarks = new ArrayList<>();
    if (web > 1) {
      LOCAL.forEach((variable, local) -> {
        if (environment.env().get(variable) instanceof EnvironmentValue.Plain(String text)
            && text.equals(local)) {
          Place place = SpecificationReader.placeOf(yaml, name, "env", variable);
          String words =
              "env: by %s each of %d web hosts keeps %s of its own"
                  .formatted(variable, web, local.equals("file") ? "sessions" : "uploads");
          remarks.add(new Remark(place.line(), place.column(), words));
        }
      });
    }
    return remarks;
  }

  private static List<Remark> ofRamp(String yaml, String name, Environment environment) {
    List<Remark> remarks = new ArrayList<>();
    if (environment.strategy() instanceof Strategy.Canary declared
        && CanaryPlan.of(environment) instanceof StrategyPlan.Canary canary) {
      int canaries = canary.hosts().size();
      for (int at = 0; at < canary.ramp().size(); at++) {
        RampStep step = canary.ramp().get(at);
        canaries += step.join().size();
        if (!step.join().isEmpty() && step.weight() < 100) {
          Place place =
              SpecificationReader.placeOf(yaml, name, "strategy", "canary", "ramp", at, "weight");
          String words = joining(environment, declared, step, canaries);
          remarks.add(new Remark(place.line(), place.column(), words));
        }
      }
    }
    return remarks;
  }

  private static String joining(
      Environment environment, Strategy.Canary declared, RampStep step, int canaries) {
    List<String> web = environment.hosts(Environment.WEB);
    return "ramp: %d %% needs %d of %d web hosts (maxLoad %s): %s %s the canary at that step"
        .formatted(
            step.weight(),
            canaries,
            web.size(),
            declared.maxLoad().stripTrailingZeros().toPlainString(),
            Names.of(web).brief(step.join()),
            step.join().size() == 1 ? "joins" : "join");
  }

  @Override
  public String toString() {
    return "remark %-5s  %s".formatted(line + ":" + column, text);
  }
}
