create schema "Other Schema";
create type mood as enum ('sad', 'it''s ok', 'ü');
create domain positive as integer check (value > 0);
create type pair as (a integer, b text);
create table types (
  id integer generated always as identity primary key,
  old_serial serial,
  small smallint, large bigint, exact numeric(40, 20), any_exact numeric, near real, nearer double precision,
  yes boolean, fixed char(10), varied varchar(200), text_ text, bytes bytea,
  day date, clock time(6), clock_zone timetz, moment timestamp, stamp timestamptz, span interval,
  code uuid, document json, binary_document jsonb, markup xml, list integer[], grid text[][],
  feeling mood, counted positive, combined pair, net inet, block cidr, mac macaddr, bits bit varying(20),
  place point, area polygon, period tstzrange, words tsvector, money_ money,
  doubled integer generated always as (small * 2) stored
);
insert into types (small, large, exact, any_exact, near, nearer, yes, fixed, varied, text_, bytes, day, clock, clock_zone,
    moment, stamp, span, code, document, binary_document, markup, list, grid, feeling, counted, combined, net, block, mac, bits,
    place, area, period, words, money_)
  values
  (-32768, 9223372036854775807, 12345678901234567890.01234567890123456789, 'NaN', '-Infinity', 2.2250738585072014e-308, true,
    'trailing', E'quotes '' " \\ and \\. a new\nline,\r\ttab', E'\\.\n\\N 😀 ünï \x01', '\x00010203ff275c0a0d', 'infinity',
    '23:59:59.999999', '12:00:00+05:30', '4714-11-24 00:00:00 BC', '2026-03-29 02:30:00.123456+01', '1 year 2 mons 3 days 04:05:06.789',
    '123e4567-e89b-12d3-a456-426614174000', '{"a" : [1,  2.50, null, "ü😀\""]}', '{"b": {"c": [true]}}', '<a b="c">d</a>',
    '{1,NULL,3}', '{{"a,b","{}"},{"\\","NULL"}}', 'it''s ok', 5, row(1, 'x,"y'), '2001:db8::1/64', '10.0.0.0/8',
    '08:00:2b:01:02:03', b'1010101', '(1.5,-2.5)', '((0,0),(1,1),(2,0))', '[2026-01-01 00:00+00,2026-02-01 00:00+00)',
    'a fat cat'::tsvector, '12.34');
insert into types (varied) values (null), ('');
insert into types (text_, bytes) values (repeat(E'long \\ line\n', 200000), decode(repeat('00ff0a5c', 500000), 'hex'));
create table empty_ (id integer primary key);
create table no_columns ();
insert into no_columns default values;
insert into no_columns default values;
create table one_column (v text);
insert into one_column values (''), (''), (null), (E'\\.'), (E'\n');
create table "Odd ""Name""; -- 'x' ü" ("Select" integer primary key, "a b""c" text);
insert into "Odd ""Name""; -- 'x' ü" values (1, 'a'), (2, null);
create table "Other Schema".same (id integer primary key);
create table same (id integer primary key, v integer references "Other Schema".same (id));
insert into "Other Schema".same values (1);
insert into same values (1, 1), (2, 1);
create table parent (id integer primary key, favourite integer);
create table child (id integer primary key, parent_id integer not null constraint up references parent (id) deferrable);
insert into parent values (1, null), (2, null);
insert into child values (10, 1), (20, 2);
alter table parent add constraint down foreign key (favourite) references child (id);
update parent set favourite = id * 10;
create index "child's index" on child (parent_id) where id > 5;
create table parted (id integer, at date) partition by range (at);
create table parted_old partition of parted for values from (minvalue) to ('2025-01-01');
create table parted_now partition of parted default;
insert into parted values (1, '2024-06-01'), (2, '2026-06-01');
create table grandparent (id integer);
create table heir (more text) inherits (grandparent);
insert into grandparent values (1);
insert into heir values (2, 'x');
create sequence numbers start with 100 increment by 5 cycle;
select nextval('numbers'), nextval('numbers');
create unlogged table fast (id integer);
insert into fast values (1);
create view simple_view as select id, varied from types;
create materialized view kept_view as select count(*) as n from types;
create table logged (what text);
create function note() returns trigger language plpgsql as $$
begin
  insert into logged values ('child ' || new.id || ';'); -- it's a comment
  return new;
end $$;
create trigger "child's trigger" before insert on child for each row execute function note();
create function twice(n integer) returns integer language sql immutable as 'select n * 2';
create function twice(n text) returns text language sql immutable as 'select n || n';
create procedure fill(n integer) language sql as 'insert into logged select ''filled '' || i from generate_series(1, n) i';
comment on table child is 'it''s a comment';
alter table parent enable row level security;
create policy mine on parent using (true);
select lo_from_bytea(4711, decode(repeat('00ff0a', 300000), 'hex')), lo_from_bytea(4712, '');
create table many (id integer primary key, word text, amount numeric(12, 2));
insert into many select i, 'row (' || i || E') \\ \t', i / 7.0 from generate_series(1, @ROWS@) i;
