package dev.windlass.api.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windlass.api.specification.Specification;
import dev.windlass.api.specification.SpecificationReader;
import dev.windlass.workflows.drill.DataQuestion;
import dev.windlass.workflows.drill.DrillPlan;
import dev.windlass.workflows.drill.DrillPlan.Objectives;
import dev.windlass.workflows.drill.DrillPlan.Production;
import dev.windlass.workflows.plan.Database;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrillPlansTest {

  private static final Specification EXAMPLE = PlanFixture.example();

  @Test
  void sayWhatTheFileSays() {
    DrillPlan plan = new DrillPlans(EXAMPLE, "testing").plan(List.of()).orElseThrow();

    assertThat(plan.scratch().server())
        .isEqualTo(
            new Database(
                Database.Engine.MYSQL,
                "scratch-1.shop.internal",
                3306,
                "information_schema",
                "windlass-drill",
                "db-drill",
                "test-1.shop.internal"));
    assertThat(plan.scratch().through()).isNotNull();
    assertThat(plan.identity()).isEqualTo("backup-identity");
    assertThat(plan.offsite().address()).startsWith("s3://acme-offsite/shop");
    assertThat(plan.objectives())
        .isEqualTo(new Objectives(Duration.ofMinutes(30), Duration.ofHours(26)));
    assertThat(plan.questions())
        .containsExactly(
            new DataQuestion.Newest("orders", "placed_at", Duration.ofHours(2)),
            new DataQuestion.Answer("customers", "select count(*) > 0 from customers", "1"));
    assertThat(plan.control()).isEqualTo(4);
  }

  @Test
  void keepAwayFromTheDatabasesOfEveryFile() {
    Specification other =
        SpecificationReader.read(
            """
            application: blog
            preset: php
            release: {artifact: upload}
            reload: []
            ssh: {user: deploy}
            environments:
              production:
                hosts: {web: [blog-1]}
                database: {postgresql: blog-1/blog, user: blog, through: ssh}
            """);

    DrillPlan plan = new DrillPlans(EXAMPLE, "testing").plan(List.of(EXAMPLE, other)).orElseThrow();

    assertThat(plan.production()).extracting(Production::environment).contains("testing");
    assertThat(plan.production())
        .filteredOn(one -> one.application().equals("blog"))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.database().port()).isEqualTo(5432);
          assertThat(one.through()).isNotNull();
        });
    assertThat(plan.production()).doesNotHaveDuplicates();
  }

  @Test
  void keepAwayFromADeclaredReplicaTooWhichMayBePromoted() {
    DrillPlan plan = new DrillPlans(EXAMPLE, "testing").plan(List.of()).orElseThrow();

    assertThat(plan.production())
        .filteredOn(one -> one.environment().equals("testing"))
        .extracting(one -> one.database().host() + ":" + one.database().port())
        .containsExactly("test-1.shop.internal:3306", "db-2.shop.internal:3306");
    assertThat(plan.production())
        .filteredOn(one -> one.database().host().equals("db-2.shop.internal"))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.database().name()).isEqualTo("shop");
          assertThat(one).hasToString("shop testing's shop at db-2.shop.internal:3306");
        });
  }

  @Test
  void areNotThereWhereTheFileDeclaresNone() {
    assertThat(new DrillPlans(EXAMPLE, "development").plan(List.of())).isEmpty();
  }
}
