package dev.windlass.store.application;

import dev.windlass.store.artifact.Digests;
import dev.windlass.store.database.Columns;
import dev.windlass.store.database.Database;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Files of applications. Versions are never changed or removed. */
public final class Applications {

  private final Database database;
  private final JdbcClient jdbc;

  public Applications(Database database) {
    this.database = database;
    this.jdbc = database.jdbc();
  }

  /**
   * Makes this text the current version; the same text again is the version that is there.
   *
   * @throws PlaceTakenException when another application owns one of the places
   * @throws org.springframework.dao.DuplicateKeyException when somebody else wrote at the same time
   */
  public ApplicationVersion put(NewVersion wanted) {
    return database.inTransaction(() -> write(wanted));
  }

  /** The newest version. */
  public Optional<ApplicationVersion> current(String application) {
    return jdbc.sql(
            "select * from application where name = :name order by version desc"
                + " fetch first 1 rows only")
        .param("name", application)
        .query(Applications::row)
        .optional();
  }

  /** All versions, newest first. */
  public List<ApplicationVersion> versions(String application) {
    return jdbc.sql("select * from application where name = :name order by version desc")
        .param("name", application)
        .query(Applications::row)
        .list();
  }

  /** The newest version of every application, by name. */
  public List<ApplicationVersion> list() {
    return jdbc.sql(
            "select * from application a where version ="
                + " (select max(version) from application b where b.name = a.name) order by name")
        .query(Applications::row)
        .list();
  }

  private ApplicationVersion write(NewVersion wanted) {
    String digest = Digests.sha256(wanted.yaml().getBytes(StandardCharsets.UTF_8));
    Optional<ApplicationVersion> current = current(wanted.application());
    claim(wanted);
    if (current.isPresent() && current.get().digest().equals(digest)) {
      return current.get();
    }
    int version = current.map(ApplicationVersion::version).orElse(0) + 1;
    jdbc.sql(
            "insert into application (name, version, digest, yaml, written_by, written_at)"
                + " values (:name, :version, :digest, :yaml, :by, :at)")
        .param("name", wanted.application())
        .param("version", version)
        .param("digest", digest)
        .param("yaml", wanted.yaml())
        .param("by", wanted.writtenBy())
        .param("at", Columns.time(wanted.writtenAt()))
        .update();
    return current(wanted.application()).orElseThrow();
  }

  private void claim(NewVersion wanted) {
    jdbc.sql("delete from owned_place where application = :name")
        .param("name", wanted.application())
        .update();
    List<Place> places = wanted.places().stream().distinct().toList();
    places.forEach(this::refuseIfTaken);
    for (Place place : places) {
      jdbc.sql(
              "insert into owned_place (host, path, application)"
                  + " values (:host, :path, :application)")
          .param("host", place.host())
          .param("path", place.path())
          .param("application", wanted.application())
          .update();
    }
  }

  private void refuseIfTaken(Place claimed) {
    record Owned(Place place, String owner) {}
    jdbc
        .sql("select host, path, application from owned_place where host = :host")
        .param("host", claimed.host())
        .query((row, n) ->
            new Owned(
                new Place(row.getString("host"), row.getString("path")),
                row.getString("application")))
        .list()
        .stream()
        .filter(owned -> owned.place().overlaps(claimed))
        .findFirst()
        .ifPresent(owned -> {
          throw new PlaceTakenException(claimed, owned.place(), owned.owner());
        });
  }

  private static ApplicationVersion row(ResultSet row, int number) throws SQLException {
    return new ApplicationVersion(
        row.getString("name"),
        row.getInt("version"),
        row.getString("digest"),
        row.getString("yaml"),
        row.getString("written_by"),
        Columns.time(row, "written_at"));
  }
}
