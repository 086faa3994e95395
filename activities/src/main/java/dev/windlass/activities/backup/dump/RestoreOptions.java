package dev.windlass.activities.backup.dump;

import java.util.List;

/**
 * How a dump is restored.
 *
 * @param into what the target may hold before
 * @param definers whose rights views, routines, triggers and events have; MariaDB and MySQL only
 * @param events whether restored events run; MariaDB and MySQL only
 * @param tables as the manifest names them; empty: all that the dump holds
 * @param mark statement that is committed together with what replaces something, so that it tells
 *     whether that was; PostgreSQL only. Empty: none
 */
public record RestoreOptions(
    Into into, Definers definers, Events events, List<String> tables, String mark) {

  /** What the target may hold before. */
  public enum Into {
    /** Nothing: checked before a byte is written. */
    EMPTY,
    /**
     * Anything. On PostgreSQL all that an application has there goes, what belongs to extensions
     * stays; of selected tables, and on MariaDB and MySQL, only what has the same name goes.
     */
    REPLACING
  }

  /** Whose rights the restored code has. */
  public enum Definers {
    /** As in the dump; the restoring user needs the right to set them. */
    KEPT,
    /** The restoring user. */
    RESTORER
  }

  /** Whether restored events run. */
  public enum Events {
    KEPT,
    /** For a scratch target, in which nothing may happen by itself. */
    SWITCHED_OFF,
    /**
     * Those that ran before wait as DISABLE ON SLAVE until somebody enables them; others are off.
     */
    PARKED
  }

  public RestoreOptions {
    tables = List.copyOf(tables);
  }

  /** Without a mark. */
  public RestoreOptions(Into into, Definers definers, Events events, List<String> tables) {
    this(into, definers, events, tables, "");
  }

  /** All of it into an empty database, as it was. */
  public static RestoreOptions whole() {
    return new RestoreOptions(Into.EMPTY, Definers.KEPT, Events.KEPT, List.of());
  }

  /** All of it into a scratch target: rights of the restoring user, events switched off. */
  public static RestoreOptions scratch() {
    return new RestoreOptions(Into.EMPTY, Definers.RESTORER, Events.SWITCHED_OFF, List.of());
  }
}
