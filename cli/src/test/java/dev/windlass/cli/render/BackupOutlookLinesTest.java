package dev.windlass.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windlass.workflows.contract.WindlassJson;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What happens to backups, and drills of them, by itself, as the terminal shows it. */
class BackupOutlookLinesTest {

  private static final ZoneId UTC = ZoneId.of("UTC");

  @Test
  void saysWhenTheNextIsTaken() throws IOException {
    List<String> lines =
        new ScheduleLines(UTC)
            .of(
                json(
                    """
                    {"kind": "database", "at": "daily 02:15", "zone": "Europe/Berlin",
                     "state": "active", "next": "2026-11-23T01:15:00Z",
                     "last": "2026-11-22T01:15:00Z", "remark": null}
                    """));

    assertThat(lines)
        .containsExactly(
            "database daily 02:15 (Europe/Berlin) · next %s · last %s"
                .formatted(moment("2026-11-23T01:15:00Z"), moment("2026-11-22T01:15:00Z")));
  }

  @Test
  void saysThatAScheduleIsPausedAndWhy() throws IOException {
    assertThat(new ScheduleLines(UTC).of(state("paused", "the store is being moved")))
        .containsExactly("files    weekly Sun 03:30 (UTC) · PAUSED: the store is being moved");
  }

  @Test
  void saysThatAScheduleDoesNothing() throws IOException {
    assertThat(new ScheduleLines(UTC).of(state("missing", "this engine has no schedules")))
        .containsExactly("files    weekly Sun 03:30 (UTC) · NEVER: this engine has no schedules");
  }

  @Test
  void saysWhatStaysAndWhyAndWhatGoes() throws IOException {
    JsonNode kind =
        json(
            """
            {"kind": "database", "zone": "UTC",
             "keep": [{"id": "b-20261122-021500", "takenAt": "2026-11-22T02:15:00Z",
                       "why": ["newest", "daily of 2026-11-22"]}],
             "delete": [{"id": "b-20261101-021500", "takenAt": "2026-11-01T02:15:00Z",
                         "storedBytes": 1200, "stores": ["file:///backups"]}]}
            """);

    assertThat(new RetentionLines(UTC).of(kind))
        .containsExactly(
            "database: 1 stay, 1 would be deleted",
            "  keep    b-20261122-021500  %s  newest, daily of 2026-11-22"
                .formatted(moment("2026-11-22T02:15:00Z")),
            "  delete  b-20261101-021500  %s  %s"
                .formatted(moment("2026-11-01T02:15:00Z"), Words.size(1_200)));
  }

  @Test
  void saysThatABackupIsOverdue() throws IOException {
    List<String> lines =
        AlarmLines.backups(
            json(
                """
                {"application": "shop", "environment": "production",
                 "kinds": [{"kind": "database", "longest": "PT26H", "newest": "b-1",
                            "takenAt": "2026-11-20T02:15:00Z", "until": "2026-11-21T04:15:00Z"},
                           {"kind": "files", "longest": "PT192H", "newest": null,
                            "takenAt": null, "until": "2026-11-28T04:15:00Z"}],
                 "alarms": [{"check": "backup of the database", "kind": "overdue", "host": null,
                             "detail": "the newest is b-1", "since": "2026-11-21T04:15:00Z"}]}
                """),
            UTC);

    String by = moment("2026-11-21T04:15:00Z");
    assertThat(lines)
        .containsExactly(
            "backup b-1 of the database, %s; the next is expected by %s"
                .formatted(moment("2026-11-20T02:15:00Z"), by),
            "backup none of the files yet, expected by " + moment("2026-11-28T04:15:00Z"),
            "alarm  since " + by + "  backup of the database is overdue: the newest is b-1");
  }

  @Test
  void saysThatNoDrillHasPassed() throws IOException {
    assertThat(AlarmLines.backups(drill(null, null), UTC))
        .containsExactly(
            "drill  none has passed yet, expected by " + moment("2026-11-21T04:15:00Z"),
            "alarm  since %s  drill is overdue: none has passed"
                .formatted(moment("2026-11-21T04:15:00Z")));
  }

  @Test
  void saysWhichDrillPassedLast() throws IOException {
    assertThat(AlarmLines.backups(drill("dr-1", "2026-11-13T04:15:00Z"), UTC))
        .startsWith(
            "drill  dr-1 passed, %s; the next is expected by %s"
                .formatted(moment("2026-11-13T04:15:00Z"), moment("2026-11-21T04:15:00Z")));
  }

  private static JsonNode drill(@Nullable String passed, @Nullable String at) throws IOException {
    return json(
        """
        {"application": "shop", "environment": "production",
         "kinds": [{"kind": "drill", "longest": "PT192H", "newest": %s, "takenAt": %s,
                    "until": "2026-11-21T04:15:00Z"}],
         "alarms": [{"check": "drill", "kind": "overdue", "host": null,
                     "detail": "none has passed", "since": "2026-11-21T04:15:00Z"}]}
        """
            .formatted(quoted(passed), quoted(at)));
  }

  private static String quoted(@Nullable String text) {
    return text == null ? "null" : '"' + text + '"';
  }

  private static JsonNode state(String state, String remark) throws IOException {
    return json(
        """
        {"kind": "files", "at": "weekly Sun 03:30", "zone": "UTC", "state": "%s",
         "next": null, "last": null, "remark": "%s"}
        """
            .formatted(state, remark));
  }

  private static String moment(String at) {
    return Words.moment(Instant.parse(at), UTC);
  }

  private static JsonNode json(String text) throws IOException {
    return WindlassJson.mapper().readTree(text);
  }
}
