package dev.windlass.workflows;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.slf4j.LoggerFactory;

/** What would make a workflow answer otherwise on another machine, or know too much. */
@AnalyzeClasses(
    packages = "dev.windlass.workflows",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final List<String> UNORDERED = List.of("java.util.Set", "java.util.Map");
  private static final List<String> MAKERS = List.of("of", "copyOf", "ofEntries");

  @ArchTest
  static final ArchRule knowsNoWorldOutside =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "org.springframework..",
                  "java.sql..",
                  "javax.sql..",
                  "com.jcraft..",
                  "java.net..",
                  "java.nio.file..",
                  "org.flywaydb..",
                  "java.util.concurrent.."))
          .because("workflows decide; activities touch the world");

  @ArchTest
  static final ArchRule hasNoClockOfItsOwn =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .because("a replay would see another time; NamedTimer.now() is the workflow's clock");

  @ArchTest
  static final ArchRule drawsNoLots =
      noClasses()
          .should()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(java.util.Random.class, java.security.SecureRandom.class, Thread.class);

  @ArchTest
  static final ArchRule iteratesInOneOrderOnly =
      noClasses()
          .should()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "makes a set or map without an order",
                  (JavaMethodCall call) ->
                      UNORDERED.contains(call.getTargetOwner().getName())
                          && MAKERS.contains(call.getName())))
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(HashMap.class, HashSet.class)
          .because("the order of these differs from one JVM to the next");

  @ArchTest
  static final ArchRule hasNoStaticState =
      fields().that().areStatic().should().beFinal().because("runs share a JVM, not a mind");

  @ArchTest
  static final ArchRule logsThroughTemporal =
      noClasses()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(LoggerFactory.class)
          .because("a replay would log everything again");

  @ArchTest
  static final ArchRule decidesInWholeNumbers =
      fields().should().notHaveRawType(double.class).andShould().notHaveRawType(float.class);

  @ArchTest
  static final ArchRule implementationsAreKnownToTheRegistrationOnly =
      noClasses()
          .that()
          .doNotHaveSimpleName("WorkflowTypes")
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "are workflow implementations",
                  (JavaClass type) -> type.getSimpleName().endsWith("WorkflowImpl")))
          .because("a name in a history, not a class, is what others start");
}
