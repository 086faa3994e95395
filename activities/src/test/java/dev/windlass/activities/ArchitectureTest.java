package dev.windlass.activities;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls of the room. */
@AnalyzeClasses(
    packages = "dev.windlass.activities",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule ONLY_THE_LEDGER_KNOWS_THE_STORE =
      noClasses()
          .that()
          .resideOutsideOfPackage("..activities.ledger..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.windlass.store..")
          .because("workers of a zone have no way to the store");

  @ArchTest
  static final ArchRule ACTIVITIES_DO_NOT_KNOW_WORKFLOW_IMPLEMENTATIONS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveSimpleNameEndingWith("WorkflowImpl")
          .because("activities touch the world and decide nothing");

  @ArchTest
  static final ArchRule NO_SPRING =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.springframework..")
          .because("activities are plain classes; the worker wires them");
}
