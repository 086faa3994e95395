package dev.windlass.api.specification;

import dev.windlass.api.specification.shape.Bare;
import dev.windlass.api.specification.shape.Matches;
import dev.windlass.api.specification.shape.OneOrMany;
import dev.windlass.api.specification.shape.Syntax;
import java.util.List;

/** A step of the build. */
public sealed interface BuildStep {

  /** The preset's step of this name does not run. */
  @Bare("skip")
  record Skip() implements BuildStep {}

  /** Commands in order; the first that fails ends the build. */
  @Bare
  record Commands(@OneOrMany List<@Matches(Syntax.COMMAND) String> commands) implements BuildStep {}
}
