package dev.windlass.api.specification;

import dev.windlass.api.specification.shape.Key;
import dev.windlass.api.specification.shape.Matches;
import dev.windlass.api.specification.shape.Syntax;
import org.jspecify.annotations.Nullable;

/** Where the code comes from. */
public sealed interface Release {

  /** A file that was built elsewhere. */
  record Artifact(
      @Key("A packed release (tar, tar.gz or tar.zst) that windlass deploy --artifact sends.")
          Source artifact,
      @Key(
              "Which part of its version a release must raise; the version is the revision that windlass plan and windlass deploy are told. Without it any text will do.")
          @Nullable Policy version)
      implements Release {}

  /** Which part of its version a release must raise. */
  record Policy(
      @Key(value = "Where it brings migrations: major | minor | patch.", byDefault = "minor")
          Part migrations,
      @Key(
              value =
                  "Where it breaks its API, which it says by +broken-api behind its version: major | minor | patch.",
              byDefault = "minor")
          Part brokenApi) {}

  /** Of a version such as 7.5.1. */
  enum Part {
    MAJOR,
    MINOR,
    PATCH
  }

  /** Who brings the artifact. */
  enum Source {
    UPLOAD
  }

  /** A repository; fetched once by the Windlass worker and shipped, so hosts need no git. */
  record Git(
      @Key("Repository; a password in the address is refused.") @Matches(Syntax.GIT) String git,
      @Key(value = "What is deployed unless a revision is asked for.", byDefault = "main")
          @Matches(Syntax.BRANCH)
          String branch,
      @Key("Deploy key.") @Nullable SecretName key)
      implements Release {}
}
