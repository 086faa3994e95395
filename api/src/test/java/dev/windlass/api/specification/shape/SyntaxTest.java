package dev.windlass.api.specification.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SyntaxTest {

  /** Texts that never become part of a command, or are one, or are quoted where they do. */
  private static final Set<Syntax> ANY_TEXT =
      EnumSet.of(
          Syntax.COMMAND,
          Syntax.TEXT,
          Syntax.MESSAGE,
          Syntax.VALUE,
          Syntax.URL_PATH,
          Syntax.JSON_FIELD,
          Syntax.HEADER_LINE);

  private static final List<String> FOR_A_SHELL =
      List.of(
          "$(x)", "${x}", "$x", "`x`", ";x", "|x", "&x", ">x", "<x", "'", "\"", "\\", "*", "!x",
          " x", "\tx", "\nx", "#x", "(x)");

  @ParameterizedTest
  @EnumSource
  void takesNothingThatAShellWouldRun(Syntax syntax) {
    assumeFalse(ANY_TEXT.contains(syntax));
    String good = good(syntax);
    assertThat(syntax.accepts(good)).as(good).isTrue();
    for (String evil : FOR_A_SHELL) {
      if (syntax == Syntax.LOG && evil.equals("*")) {
        continue; // it is for the shell to expand
      }
      for (String text : List.of(good + evil, evil + good, good + evil + good)) {
        assertThat(syntax.accepts(text)).as(syntax + ": " + text).isFalse();
      }
    }
  }

  private static String good(Syntax syntax) {
    return switch (syntax) {
      case JUMP -> "deploy@bastion.example:2200";
      case ABSOLUTE_PATH, HOST_PATH -> "/srv/shop";
      case NETWORK -> "10.0.0.0/8";
      case URL -> "https://shop.example/up";
      case GIT -> "git@git.example:shop.git";
      case DATABASE -> "db.example:3306/shop";
      case ADDRESS -> "db.example:3306";
      case SCRATCH -> "windlass_drill_";
      case STORE -> "sftp://backup@vault.example/shop";
      case DATABASE_SERVER -> "7312409872340987";
      case AGE_RECIPIENT -> "age1" + "q".repeat(58);
      case ZONE -> "Europe/Berlin";
      case SCHEDULE -> "daily 02:15";
      case UMASK -> "027";
      case VERSION -> "8.2";
      case DATE -> "2026-12-31";
      case SERVER -> "mariadb 10.11";
      case COMMAND, TEXT, MESSAGE, VALUE, URL_PATH, JSON_FIELD, HEADER_LINE -> "";
      default -> "shop";
    };
  }
}
