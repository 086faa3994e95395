package dev.windlass.activities.restore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.windlass.workflows.contract.FailureType;
import dev.windlass.workflows.contract.Failures;
import dev.windlass.workflows.contract.WindlassJson;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a schema of MariaDB or MySQL holds besides tables: it can't be renamed into another schema,
 * so that it is made again from its definition.
 *
 * @param pieces in an order in which they can be made, but for views that need other views
 */
record MariaDbCode(List<Piece> pieces) {

  /** In the order in which they are made. */
  enum Kind {
    FUNCTION,
    PROCEDURE,
    PACKAGE,
    PACKAGE_BODY,
    VIEW,
    TRIGGER,
    EVENT;

    String words() {
      return name().replace('_', ' ');
    }
  }

  /**
   * @param table of a trigger; else empty
   * @param mode SQL mode under which it was written; empty for views
   * @param collation of the connection that wrote it
   * @param parked whether an event runs once it is in place, and not before
   */
  record Piece(
      Kind kind,
      String name,
      String table,
      String definition,
      String mode,
      String collation,
      boolean parked) {}

  private static final String ROUTINES =
      "select routine_type, routine_name from information_schema.routines"
          + " where routine_schema = ? order by 1, 2";
  private static final String VIEWS =
      "select table_name from information_schema.views where table_schema = ? order by 1";
  private static final String TRIGGERS =
      "select trigger_name, event_object_table from information_schema.triggers"
          + " where trigger_schema = ? order by event_object_table, action_timing,"
          + " event_manipulation, action_order";
  private static final String EVENTS =
      "select event_name, status like '%SIDE_DISABLED' from information_schema.events"
          + " where event_schema = ? order by 1";
  private static final String DEFINER =
      "select definer from information_schema.events where event_schema = database()"
          + " and event_name = ?";

  MariaDbCode {
    pieces = List.copyOf(pieces);
  }

  static MariaDbCode of(Sql sql, String schema) throws SQLException {
    sql.run("use " + quoted(schema));
    List<Piece> pieces = new ArrayList<>();
    for (List<@Nullable String> row : sql.rows(ROUTINES, schema)) {
      Kind kind = Kind.valueOf(text(row, 0).replace(' ', '_'));
      pieces.add(piece(sql, kind, new Found(text(row, 1), "", false)));
    }
    for (String view : sql.column(VIEWS, schema)) {
      pieces.add(piece(sql, Kind.VIEW, new Found(view, "", false)));
    }
    for (List<@Nullable String> row : sql.rows(TRIGGERS, schema)) {
      pieces.add(piece(sql, Kind.TRIGGER, new Found(text(row, 0), text(row, 1), false)));
    }
    for (List<@Nullable String> row : sql.rows(EVENTS, schema)) {
      pieces.add(piece(sql, Kind.EVENT, new Found(text(row, 0), "", text(row, 1).equals("1"))));
    }
    return new MariaDbCode(pieces);
  }

  private record Found(String name, String table, boolean parked) {}

  private static Piece piece(Sql sql, Kind kind, Found found) throws SQLException {
    List<@Nullable String> row =
        sql.rows("show create " + kind.words() + " " + quoted(found.name())).getFirst();
    int definition = kind == Kind.VIEW ? 1 : kind == Kind.EVENT ? 3 : 2;
    if (row.get(definition) == null) {
      throw Failures.of(
          FailureType.INVALID,
          "the definition of %s %s may not be read, so that it could not be put back; grant select on mysql.proc (MySQL: show_routine) to the restoring user"
              .formatted(kind.words().toLowerCase(Locale.ROOT), found.name()));
    }
    return new Piece(
        kind,
        found.name(),
        found.table(),
        text(row, definition),
        kind == Kind.VIEW ? "" : text(row, 1),
        text(row, definition + 2),
        found.parked());
  }

  private static String text(List<@Nullable String> row, int column) {
    String text = row.get(column);
    return text == null ? "" : text;
  }

  static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  /** Only the triggers of these tables; all code where there is no table. */
  MariaDbCode of(List<String> tables) {
    return tables.isEmpty()
        ? this
        : new MariaDbCode(
            pieces.stream()
                .filter(piece -> piece.kind() == Kind.TRIGGER && tables.contains(piece.table()))
                .toList());
  }

  /** Its triggers: they hinder a table's way to another schema. */
  List<Piece> triggers() {
    return pieces.stream().filter(piece -> piece.kind() == Kind.TRIGGER).toList();
  }

  /** Takes them away; what isn't there is left alone. */
  static void drop(Sql sql, String schema, List<Piece> pieces) throws SQLException {
    for (Piece piece : pieces) {
      sql.run(
          "drop %s if exists %s.%s"
              .formatted(piece.kind().words(), quoted(schema), quoted(piece.name())));
    }
  }

  /** Makes them in this schema, in place of what has their names. */
  static void make(Sql sql, String schema, List<Piece> pieces) throws SQLException {
    sql.run("use " + quoted(schema));
    List<Piece> left = new ArrayList<>(pieces);
    SQLException last = null;
    // A view may need one that comes later.
    for (int before = -1; !left.isEmpty() && left.size() != before; ) {
      before = left.size();
      last = null;
      for (Piece piece : List.copyOf(left)) {
        try {
          make(sql, piece);
          left.remove(piece);
        } catch (SQLException e) {
          if (piece.kind() != Kind.VIEW) {
            throw e;
          }
          last = e;
        }
      }
    }
    if (last != null) {
      throw last;
    }
  }

  private static void make(Sql sql, Piece piece) throws SQLException {
    if (!piece.mode().isEmpty() || piece.kind() != Kind.VIEW) {
      sql.run("set session sql_mode = ?", piece.mode());
    }
    sql.run("set session collation_connection = ?", piece.collation());
    sql.run("drop %s if exists %s".formatted(piece.kind().words(), quoted(piece.name())));
    sql.run(piece.definition());
    if (piece.parked()) {
      sql.run("alter %s event %s enable".formatted(definer(sql, piece), quoted(piece.name())));
    }
  }

  /** Who changes an event would become its definer, whose rights it has. */
  private static String definer(Sql sql, Piece event) throws SQLException {
    String account = sql.column(DEFINER, event.name()).getFirst();
    int at = account.lastIndexOf('@');
    return "definer = %s@%s"
        .formatted(quoted(account.substring(0, at)), quoted(account.substring(at + 1)));
  }

  String json() {
    try {
      return WindlassJson.mapper().writeValueAsString(pieces);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("code of a schema", e);
    }
  }

  static MariaDbCode parse(String json) {
    try {
      return new MariaDbCode(
          WindlassJson.mapper().readValue(json, new TypeReference<List<Piece>>() {}));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("code of a schema", e);
    }
  }
}
