-- Removes what applications have in a database, or refuses before anything is removed.
create or replace function windlass_restore.remove(kept text[]) returns void
  language plpgsql as $removal$
declare
  strange text;
  found record;
  filled boolean;
begin
  select string_agg(format('%s %s (of %s)', type, identity, name), ', ' order by turn, identity)
    into strange from (@THINGS@) thing where not ours;
  if strange is not null then
    raise exception '% may not remove what belongs to others: %', current_user, strange;
  end if;
  for found in select * from (@THINGS@) thing order by turn, identity loop
    if found.type = 'large object' then
      perform pg_catalog.lo_unlink(found.objid);
    else
      execute format('drop %s if exists %s cascade',
        case
          when found.classid = 'pg_catalog.pg_proc'::regclass then 'routine'
          when found.type = 'statistics object' then 'statistics'
          else replace(found.type, '-', ' ')
        end, found.identity);
    end if;
  end loop;
  -- Those of the backup keep who may use them.
  for found in select nspname from pg_catalog.pg_namespace n
    where nspname !~ '^pg_' and nspname not in ('information_schema', 'windlass_restore', 'public')
      and nspname <> all (kept) and pg_catalog.pg_has_role(nspowner, 'USAGE')
      and not exists (select from pg_catalog.pg_depend d
        where (d.refclassid = 'pg_catalog.pg_namespace'::regclass and d.refobjid = n.oid
            and d.deptype = 'n')
          or (d.classid = 'pg_catalog.pg_namespace'::regclass and d.objid = n.oid
            and d.deptype = 'e'))
  loop
    execute format('drop schema %I', found.nspname);
  end loop;
  -- A dump has the rows of an extension's tables that it did not bring itself.
  for found in select c.oid::regclass as name, held.condition from pg_catalog.pg_extension e
    cross join lateral unnest(e.extconfig, e.extcondition) held (id, condition)
    join pg_catalog.pg_class c on c.oid = held.id and c.relkind = 'r'
  loop
    execute format('select exists (select from %s %s)', found.name, found.condition) into filled;
    if filled then
      execute format('delete from %s %s', found.name, found.condition);
    end if;
  end loop;
end $removal$;
