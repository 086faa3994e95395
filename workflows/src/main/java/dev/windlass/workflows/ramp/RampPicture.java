package dev.windlass.workflows.ramp;

import dev.windlass.workflows.contract.WireNames;
import dev.windlass.workflows.ramp.RampWorkflow.RampRequest;

/** The ramp as Markdown for the Temporal UI; who came here by mistake learns where to go. */
final class RampPicture {

  private RampPicture() {}

  /** Where people look and signal; true before and after every step. */
  static String signpost(String parent) {
    return "A part of `%s`: verdicts, gates and signals are on its page. Signal nothing here."
        .formatted(parent);
  }

  static String of(RampRequest request, int steps, RampProgress progress, int weight) {
    return """
    ## ramp of %s %s · %s

    Step %d of %d, weight **%d %%**: %s.

    %s
    """
        .formatted(
            request.plan().application(),
            request.plan().environment(),
            request.change().release(),
            progress.step() + 1,
            steps,
            weight,
            words(progress),
            signpost(request.parent()));
  }

  private static String words(RampProgress progress) {
    return switch (progress.event()) {
      case JOINED -> "hosts have joined before it is set";
      case SHIFTED -> "baking until " + progress.until();
      case ANALYSED ->
          "the checks say "
              + (progress.analysis() == null
                  ? "nothing"
                  : WireNames.of(progress.analysis().verdict()));
      case GATE_REACHED -> "waits for gate " + progress.gate();
      case HELD -> "holds, because the checks were neither good nor bad";
    };
  }
}
