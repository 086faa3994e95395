-- Does what may be left undone where a role or a right lacks, and keeps what it lacked.
create schema if not exists windlass_restore;
create table if not exists windlass_restore.withheld (why text primary key);
create or replace function windlass_restore.attempt(statement text, aloud boolean) returns void
  language plpgsql as $attempt$
begin
  execute statement;
exception when feature_not_supported then
  null; -- a sequence, which goes with its table
when undefined_object or insufficient_privilege or invalid_grant_operation then
  reset session authorization;
  if aloud then
    insert into windlass_restore.withheld values (sqlerrm) on conflict do nothing;
  end if;
end $attempt$;
