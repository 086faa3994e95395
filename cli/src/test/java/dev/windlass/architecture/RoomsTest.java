package dev.windlass.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass.Predicates;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.ClassesShouldConjunction;

/**
 * The table of rooms in docs/architecture.md. Maven already forbids most of it; this says why, and
 * forbids what Maven cannot.
 */
@AnalyzeClasses(packages = "dev.windlass", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {

  private static final String ROOT = "dev.windlass.";

  @ArchTest
  static final ArchRule workflowsUseNoOtherRoom =
      uses("workflows").because("histories replay with this room alone");

  @ArchTest
  static final ArchRule workflowsKnowNothingOfTheWorld =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "workflows..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework..",
              "java.sql..",
              "javax.sql..",
              "java.net.http..",
              "com.jcraft.jsch..",
              "org.flywaydb..")
          .because("workflow code is deterministic");

  @ArchTest static final ArchRule theStoreUsesRecordsOfWorkflows = uses("store", "workflows");

  @ArchTest
  static final ArchRule theStoreDoesNotKnowWhoCallsIt =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "store..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.temporal.client..", "io.temporal.worker..", "java.net.http..")
          .because("it keeps history, the truth is the workflow");

  @ArchTest
  static final ArchRule activitiesUseWorkflowsAndStore = uses("activities", "workflows", "store");

  @ArchTest
  static final ArchRule onlyCentralActivitiesUseTheStore =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "activities..")
          .and()
          .resideOutsideOfPackages(ROOT + "activities.ledger..", ROOT + "activities.preflight..")
          .and()
          .haveNameNotMatching(".*\\.CatalogueActivitiesImpl(\\$.*)?")
          .should()
          .dependOnClassesThat(
              Predicates.resideInAPackage(ROOT + "store..")
                  .and(DescribedPredicate.not(Predicates.simpleName("Digests"))))
          .because("a worker inside a zone has no way to the store");

  @ArchTest
  static final ArchRule theWorkerDoesNotKnowTheDoors =
      uses("worker", "workflows", "store", "activities");

  @ArchTest
  static final ArchRule theDoorsDoNotKnowTheHands =
      uses("api", "workflows", "store").because("REST only starts, asks and tells workflows");

  @ArchTest
  static final ArchRule onlyTheWorkerKnowsImplementations =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + "workflows..", ROOT + "worker", ROOT + "architecture..")
          .should()
          .dependOnClassesThat()
          .haveSimpleNameEndingWith("WorkflowImpl")
          .because("everybody else talks to the interface");

  @ArchTest static final ArchRule theSandboxKnowsNoProduct = uses("sandbox");

  @ArchTest
  static final ArchRule namesSayWhatAThingIs =
      noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Common|Misc)");

  private static ClassesShouldConjunction uses(String room, String... others) {
    String[] allowed = new String[others.length + 1];
    allowed[0] = ROOT + room + "..";
    for (int n = 0; n < others.length; n++) {
      allowed[n + 1] = ROOT + others[n] + "..";
    }
    return classes()
        .that()
        .resideInAPackage(ROOT + room + "..")
        .should()
        .onlyDependOnClassesThat(
            Predicates.resideOutsideOfPackage("dev.windlass..")
                .or(Predicates.resideInAnyPackage(allowed)));
  }
}
