package dev.windlass.workflows.migration.safety;

import static dev.windlass.workflows.migration.safety.MigrationKind.CONTRACT;
import static dev.windlass.workflows.migration.safety.MigrationKind.EXPAND;
import static dev.windlass.workflows.migration.safety.Rule.rule;

import java.util.List;

/** Constraints of PostgreSQL's tables and domains. */
final class PostgresConstraints {

  private static final String PAGE = "PostgreSQL, ALTER TABLE";
  private static final String ADD = "ALTER TABLE: ADD [CONSTRAINT <name>] ";
  private static final String DOMAIN = "ALTER DOMAIN <name> ";
  private static final String VALIDATE_LATER =
      "Add it NOT VALID, and validate it in another transaction, which blocks nobody.";

  private static final Rule.Condition VALID = (act, _) -> act.lacks("NOT VALID");

  static final List<Rule> RULES =
      List.of(
          rule("add-check", CONTRACT)
              .risk(Risk.DEPENDS)
              .effect(Effect.ALL_WAIT)
              .on(ADD + "CHECK (..)")
              .when(VALID)
              .says(
                  "All rows are read under an exclusive lock, and one that does not fit makes it fail.",
                  VALIDATE_LATER,
                  PAGE + ", Notes"),
          rule("add-foreign-key", CONTRACT)
              .risk(Risk.DEPENDS)
              .effect(Effect.WRITERS_WAIT)
              .on(ADD + "FOREIGN KEY (..) REFERENCES <name>")
              .when(VALID)
              .says(
                  "Writers of both tables wait while all rows are checked.",
                  VALIDATE_LATER,
                  PAGE + ", Notes"),
          rule("add-unique", CONTRACT)
              .risk(Risk.DEPENDS)
              .effect(Effect.ALL_WAIT)
              .on(ADD + "UNIQUE [NULLS [NOT] DISTINCT] (..)")
              .says(
                  "The index is built under an exclusive lock, and rows that are alike make it fail.",
                  "Build a unique index concurrently, then add the constraint USING INDEX.",
                  PAGE),
          rule("add-primary-key", CONTRACT)
              .risk(Risk.DEPENDS)
              .effect(Effect.ALL_WAIT)
              .on(ADD + "PRIMARY KEY (..)")
              .says(
                  "The index is built, and rows are searched for NULL, under an exclusive lock.",
                  "Set the columns NOT NULL without a scan, build a unique index concurrently, add the key USING INDEX.",
                  PAGE),
          rule("add-primary-key-using-index", CONTRACT)
              .risk(Risk.DEPENDS)
              .effect(Effect.MOMENT)
              .on(ADD + "PRIMARY KEY USING INDEX <name>")
              .says(
                  "Columns that are not NOT NULL yet are made so, with a scan under an exclusive lock.",
                  "Set the columns NOT NULL first, by way of a validated check.",
                  PAGE),
          rule("add-exclusion", CONTRACT)
              .risk(Risk.DEPENDS)
              .effect(Effect.ALL_WAIT)
              .on(ADD + "EXCLUDE [USING <name>] (..)")
              .says(
                  "The index is built under an exclusive lock; there is no way to build it beforehand.",
                  "Add it while the table is small or nobody writes.",
                  PAGE),
          rule("add-not-null-constraint", CONTRACT)
              .risk(Risk.DEPENDS)
              .effect(Effect.ALL_WAIT)
              .on(ADD + "NOT NULL <name>")
              .when(VALID)
              .says(
                  "All rows are read under an exclusive lock, and a NULL makes it fail.",
                  VALIDATE_LATER,
                  PAGE),
          rule("add-constraint-not-valid", CONTRACT)
              .effect(Effect.MOMENT)
              .on(
                  ADD + "CHECK (..) ... NOT VALID",
                  ADD + "FOREIGN KEY (..) REFERENCES <name> ... NOT VALID",
                  ADD + "NOT NULL <name> ... NOT VALID")
              .says("Old rows are left alone; what code writes from now on must fit.", PAGE),
          rule("add-constraint-using-index", CONTRACT)
              .effect(Effect.MOMENT)
              .on(ADD + "UNIQUE USING INDEX <name>")
              .says("The index is there already; only the catalogue changes.", PAGE),
          rule("validate-constraint", CONTRACT)
              .risk(Risk.DEPENDS)
              .on(
                  "ALTER TABLE: VALIDATE CONSTRAINT <name> $",
                  DOMAIN + "VALIDATE CONSTRAINT <name>")
              .says(
                  "All rows are read, beside readers and writers, and one that does not fit makes it fail.",
                  "Count the rows that do not fit before, and mend them.",
                  PAGE),
          rule("drop-constraint", EXPAND)
              .risk(Risk.DEPENDS)
              .effect(Effect.MOMENT)
              .on(
                  "ALTER TABLE: DROP CONSTRAINT [IF EXISTS] <name> [RESTRICT|CASCADE] $",
                  DOMAIN + "DROP CONSTRAINT")
              .says(
                  "Rows that it refused can come in, and then it cannot be put back; an upsert may need it.",
                  "Drop it once no code relies on it.",
                  PAGE),
          rule("rename-constraint", CONTRACT)
              .effect(Effect.MOMENT)
              .on("ALTER TABLE: RENAME CONSTRAINT <name> TO <name> $")
              .says("Only code that names the constraint, as in ON CONFLICT, notices.", PAGE),
          rule("domain-constraint", CONTRACT)
              .risk(Risk.DEPENDS)
              .effect(Effect.WRITERS_WAIT)
              .on(DOMAIN + "ADD", DOMAIN + "SET NOT NULL")
              .when(VALID)
              .says(
                  "All rows of all tables that use the domain are read while their writers wait.",
                  "Add the constraint NOT VALID and validate it in another transaction.",
                  "PostgreSQL, ALTER DOMAIN"),
          rule("domain-constraint-not-valid", CONTRACT)
              .effect(Effect.MOMENT)
              .on(DOMAIN + "ADD ... NOT VALID")
              .says(
                  "Old values are left alone; what code writes from now on must fit.",
                  "PostgreSQL, ALTER DOMAIN"));

  private PostgresConstraints() {}
}
