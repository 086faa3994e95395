package dev.windlass.sandbox.awkward;

import dev.windlass.sandbox.parts.DatabaseServer;
import java.util.stream.Collectors;

/** Of a PostgreSQL database, out of its catalogues and a digest of the text of each row. */
final class PostgresAccount {
  /** What is around the rows, but for what belongs to the server or to an extension. */
  private static final String CODE =
      """
      create temporary view own as select oid from pg_namespace
        where nspname !~ '^pg_' and nspname <> 'information_schema';
      create temporary view foreign_ as select classid, objid from pg_depend where deptype = 'e';
      select conrelid::regclass, conname, pg_get_constraintdef(oid) from pg_constraint
        where connamespace in (select oid from own) order by conrelid::regclass::text, 2, 3;
      select attrelid::regclass, attname, format_type(atttypid, atttypmod), attnotnull, attidentity,
        attgenerated, attcollation::regcollation, pg_get_expr(adbin, adrelid)
        from pg_attribute join pg_class c on c.oid = attrelid
        left join pg_attrdef on adrelid = attrelid and adnum = attnum
        where relnamespace in (select oid from own) and attnum > 0 and not attisdropped
        order by attrelid::regclass::text, attname;
      select oid::regclass, relkind, reloptions, relrowsecurity, pg_get_partkeydef(oid),
        pg_get_expr(relpartbound, oid) from pg_class
        where relnamespace in (select oid from own) order by oid::regclass::text;
      select oid::regclass, pg_get_viewdef(oid) from pg_class
        where relkind in ('v', 'm') and relnamespace in (select oid from own)
        order by oid::regclass::text;
      select oid::regprocedure, pg_get_functiondef(oid) from pg_proc
        where pronamespace in (select oid from own) and prokind in ('f', 'p', 'w')
        and ('pg_proc'::regclass, oid) not in (select classid, objid from foreign_)
        order by oid::regprocedure::text;
      select pg_get_triggerdef(oid), tgenabled from pg_trigger where not tgisinternal order by 1;
      select pg_get_ruledef(oid) from pg_rewrite where rulename <> '_RETURN' and ev_class in
        (select oid from pg_class where relnamespace in (select oid from own)) order by 1;
      select schemaname, tablename, policyname, permissive, roles, cmd, qual, with_check
        from pg_policies order by 1, 2, 3;
      select enumtypid::regtype, enumlabel from pg_enum order by enumtypid::regtype::text, enumsortorder;
      select schemaname, sequencename, data_type, start_value, min_value, max_value, increment_by,
        cycle, cache_size from pg_sequences order by 1, 2;
      select classoid::regclass, description from pg_description
        where objoid >= 16384 order by classoid::regclass::text, 2;
      select extname from pg_extension order by 1;
      """;

  private PostgresAccount() {}

  static String of(DatabaseServer server, String database) {
    return server
        .sql(
            database,
            "select format('select %L, count(*), md5(coalesce(string_agg(row(t.*)::text, E''\\n'' order by row(t.*)::text"
                + " collate \"C\"), '''')) from only %s t;', c.oid::regclass, c.oid::regclass)"
                + " from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                + " where relkind in ('r', 'm') and nspname !~ '^pg_|information_schema' order by 1;")
        .lines()
        .filter(line -> !line.isBlank())
        .map(select -> server.sql(database, select))
        .collect(Collectors.joining())
        .concat(
            server.sql(
                database,
                "select md5(string_agg(loid || ':' || pageno || encode(data, 'hex'), ','"
                    + " order by loid, pageno)) from pg_largeobject;"
                    + "select schemaname, sequencename, last_value from pg_sequences order by 1, 2;"
                    + "select indexdef from pg_indexes where schemaname !~ '^pg_' order by 1;"
                    + CODE));
  }
}
