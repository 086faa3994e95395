package dev.windlass.activities;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
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
  static final ArchRule ONLY_LEDGER_AND_CATALOGUE_KNOW_THE_STORE =
      noClasses()
          .that()
          .resideOutsideOfPackage("..activities.ledger..")
          .and()
          .haveNameNotMatching(".*\\.CatalogueActivitiesImpl(\\$.*)?")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.windlass.store..").and(not(simpleName("Digests"))))
          .because("workers of a zone have no way to the store");

  @ArchTest
  static final ArchRule ACTIVITIES_DO_NOT_KNOW_WORKFLOW_IMPLEMENTATIONS =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveSimpleNameEndingWith("WorkflowImpl")
          .because("activities touch the world and decide nothing");

  @ArchTest
  static final ArchRule STORES_OF_BACKUPS_KEEP_BYTES =
      noClasses()
          .that()
          .resideInAPackage("..activities.backup.store..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..activities.backup.dump..", "..activities.backup")
          .orShould()
          .dependOnClassesThat()
          .haveSimpleName("Manifest")
          .because("what a backup is and how it is sealed is no business of where it lies");

  @ArchTest
  static final ArchRule DUMPS_DO_NOT_KNOW_WHERE_THEY_ARE_KEPT =
      noClasses()
          .that()
          .resideInAPackage("..activities.backup.dump..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..activities.backup.store..", "..activities.backup")
          .because("a stream is all that a tool writes to or reads from");

  @ArchTest
  static final ArchRule NO_SPRING =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.springframework..")
          .because("activities are plain classes; the worker wires them");
}
