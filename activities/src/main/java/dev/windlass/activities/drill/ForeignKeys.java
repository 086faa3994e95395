package dev.windlass.activities.drill;

import dev.windlass.workflows.drill.DrillFinding;
import dev.windlass.workflows.drill.DrillReason;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Looks for rows that refer to rows which are not there: some dumps are loaded without looking. */
final class ForeignKeys {

  private static final String NAME = "foreign keys";
  private static final int SHOWN = 5;
  private static final int COUNTED = 1000;

  private final ScratchEngine engine;
  private final Connection connection;

  ForeignKeys(ScratchEngine engine, Connection connection) {
    this.engine = engine;
    this.connection = connection;
  }

  private record Key(
      String name, String child, String parent, List<String> mine, List<String> theirs) {

    String orphans() {
      String filled =
          mine.stream()
              .map(column -> "c." + column + " is not null")
              .collect(Collectors.joining(" and "));
      String matches =
          IntStream.range(0, mine.size())
              .mapToObj(i -> "p." + theirs.get(i) + " = c." + mine.get(i))
              .collect(Collectors.joining(" and "));
      return "select count(*) from (select 1 as one from %s c where %s and not exists (select 1 from %s p where %s) limit %d) o"
          .formatted(child, filled, parent, matches, COUNTED);
    }
  }

  DrillFinding finding() throws SQLException {
    List<Key> keys = keys();
    if (keys.isEmpty()) {
      return DrillFinding.noData(NAME, "the database has none");
    }
    List<String> broken = new ArrayList<>();
    for (Key key : keys) {
      String orphans = Sql.strings(connection, key.orphans()).getFirst();
      if (!orphans.equals("0")) {
        String count = orphans.equals(String.valueOf(COUNTED)) ? COUNTED + " or more" : orphans;
        broken.add(
            "%s of %s: %s rows without their %s"
                .formatted(key.name(), key.child(), count, key.parent()));
      }
    }
    return broken.isEmpty()
        ? DrillFinding.pass(NAME, "all " + keys.size() + " hold")
        : DrillFinding.fail(
            NAME,
            DrillReason.ORPHANS,
            broken.stream().limit(SHOWN).collect(Collectors.joining("; ")));
  }

  private List<Key> keys() throws SQLException {
    Map<String, Key> keys = new LinkedHashMap<>();
    for (List<String> row : Sql.rows(connection, engine.foreignKeys())) {
      Key key =
          keys.computeIfAbsent(
              row.get(1) + " " + row.getFirst(),
              _ ->
                  new Key(
                      row.getFirst(),
                      row.get(1),
                      row.get(2),
                      new ArrayList<>(),
                      new ArrayList<>()));
      key.mine().add(row.get(3));
      key.theirs().add(row.get(4));
    }
    return List.copyOf(keys.values());
  }
}
