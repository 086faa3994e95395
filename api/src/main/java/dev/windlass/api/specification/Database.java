package dev.windlass.api.specification;

import dev.windlass.api.specification.shape.Inline;
import dev.windlass.api.specification.shape.Key;
import dev.windlass.api.specification.shape.Matches;
import dev.windlass.api.specification.shape.Syntax;
import org.jspecify.annotations.Nullable;

/** The database of an environment. */
public sealed interface Database {

  /** One that Windlass itself connects to. */
  sealed interface Direct extends Database permits MariaDb, MySql, PostgreSql {

    /** {@code host[:port]/name}. */
    String address();

    Access access();
  }

  /** MariaDB. */
  record MariaDb(
      @Key("MariaDB, as host/name or host:port/name.") @Matches(Syntax.DATABASE) String mariadb,
      @Inline Access access)
      implements Direct {
    @Override
    public String address() {
      return mariadb;
    }
  }

  /** MySQL. */
  record MySql(
      @Key("MySQL, as host/name or host:port/name.") @Matches(Syntax.DATABASE) String mysql,
      @Inline Access access)
      implements Direct {
    @Override
    public String address() {
      return mysql;
    }
  }

  /** PostgreSQL. */
  record PostgreSql(
      @Key("PostgreSQL, as host/name or host:port/name.") @Matches(Syntax.DATABASE)
          String postgresql,
      @Inline Access access)
      implements Direct {
    @Override
    public String address() {
      return postgresql;
    }
  }

  /** One that only the application's own commands use, with what its .env says. */
  record FromEnv(
      @Key(
              "File below shared/ whose DB_* lines the application's own commands use; read and used on the host only.")
          @Matches(Syntax.RELATIVE_PATH)
          String fromEnv)
      implements Database {}

  /** How Windlass logs in. */
  record Access(
      @Key("Database user.") @Matches(Syntax.DATABASE_USER) String user,
      @Key("Its password.") @Nullable SecretName password,
      @Key(
              "SSH tunnel: ssh for one that ends on the database's own host, or another host of this environment.")
          @Matches(Syntax.VIA)
          @Nullable String through) {}
}
