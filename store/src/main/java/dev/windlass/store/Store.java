package dev.windlass.store;

import dev.windlass.store.application.Applications;
import dev.windlass.store.backup.Backups;
import dev.windlass.store.bypass.Bypasses;
import dev.windlass.store.database.Database;
import dev.windlass.store.drill.Drills;
import dev.windlass.store.ledger.Ledger;
import dev.windlass.store.log.Logs;
import dev.windlass.store.plan.Plans;
import dev.windlass.store.request.Requests;
import dev.windlass.store.restore.Restores;
import dev.windlass.store.token.Tokens;

/** Every repository of one database, whose schema is brought up to date first. */
public record Store(
    Database database,
    Applications applications,
    Plans plans,
    Requests requests,
    Ledger ledger,
    Logs logs,
    Tokens tokens,
    Bypasses bypasses,
    Backups backups,
    Restores restores,
    Drills drills)
    implements AutoCloseable {

  /** Takes over the database: closing the store closes it. */
  public static Store of(Database database) {
    database.migrate();
    Backups backups = new Backups(database);
    return new Store(
        database,
        new Applications(database),
        new Plans(database),
        new Requests(database),
        new Ledger(database),
        new Logs(database),
        new Tokens(database),
        new Bypasses(database),
        backups,
        new Restores(database, backups),
        new Drills(database, backups));
  }

  @Override
  public void close() {
    database.close();
  }
}
