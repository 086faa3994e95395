-- What applications have in a database, whoever made it: neither the system's nor an extension's.
select thing.classid, thing.objid, named.type, named.identity, owner.name, owner.ours,
  case thing.classid
    when 'pg_catalog.pg_event_trigger'::regclass then 0
    when 'pg_catalog.pg_publication'::regclass then 1
    when 'pg_catalog.pg_class'::regclass then case when named.type like '%table' then 2 else 3 end
    else 4
  end as turn
from (
  select d.classid, d.objid from pg_catalog.pg_depend d
    join pg_catalog.pg_namespace n on n.oid = d.refobjid
    where d.refclassid = 'pg_catalog.pg_namespace'::regclass and d.deptype = 'n'
      and d.classid <> 'pg_catalog.pg_extension'::regclass
      and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'windlass_restore')
  union all select 'pg_catalog.pg_event_trigger'::regclass, oid from pg_catalog.pg_event_trigger
  union all select 'pg_catalog.pg_publication'::regclass, oid from pg_catalog.pg_publication
  union all select 'pg_catalog.pg_foreign_server'::regclass, oid from pg_catalog.pg_foreign_server
  union all select 'pg_catalog.pg_foreign_data_wrapper'::regclass, oid
    from pg_catalog.pg_foreign_data_wrapper
  union all select 'pg_catalog.pg_language'::regclass, oid from pg_catalog.pg_language
  union all select 'pg_catalog.pg_transform'::regclass, oid from pg_catalog.pg_transform
  union all select 'pg_catalog.pg_cast'::regclass, oid from pg_catalog.pg_cast
  union all select 'pg_catalog.pg_largeobject'::regclass, oid
    from pg_catalog.pg_largeobject_metadata
) thing
cross join lateral pg_catalog.pg_identify_object(thing.classid, thing.objid, 0) named
cross join lateral (
  -- The first superuser's things are not noted; casts and transforms belong to nobody.
  select pg_catalog.pg_get_userbyid(id) as name,
    thing.classid in ('pg_catalog.pg_cast'::regclass, 'pg_catalog.pg_transform'::regclass)
      or pg_catalog.pg_has_role(id, 'USAGE') as ours
  from (select coalesce((select s.refobjid from pg_catalog.pg_shdepend s
    where s.classid = thing.classid and s.objid = thing.objid and s.objsubid = 0
      and s.deptype = 'o' and s.dbid = (select oid from pg_catalog.pg_database
        where datname = pg_catalog.current_database())), 10::oid) as id) one
) owner
where (thing.objid >= 16384 or thing.classid = 'pg_catalog.pg_largeobject'::regclass)
  and not exists (select from pg_catalog.pg_depend d where d.classid = thing.classid
    and d.objid = thing.objid and d.objsubid = 0 and d.deptype in ('e', 'i'))
