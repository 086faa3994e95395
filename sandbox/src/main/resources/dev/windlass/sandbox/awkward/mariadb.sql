set names utf8mb4;
create table types (
  id int unsigned not null auto_increment primary key,
  tiny tinyint, small smallint, medium mediumint, large bigint unsigned, flag bit(10), yes boolean,
  exact decimal(30, 10), near float, nearer double,
  day date, clock time(6), moment datetime(6), stamp timestamp(3) null, year_ year,
  fixed char(10), varied varchar(200), bytes varbinary(200), fixedbytes binary(16),
  text_ text, long_ longtext, blob_ longblob, document json, choice enum('a', 'it''s', 'ü'), several set('x', 'y', 'z'),
  place point, path geometry, address inet6, code uuid,
  total decimal(31, 10) as (exact * 2) virtual, kept int as (small + 1) stored,
  hidden int invisible default 7
) engine = innodb;
insert into types (tiny, small, medium, large, flag, yes, exact, near, nearer, day, clock, moment, stamp, year_, fixed,
    varied, bytes, fixedbytes, text_, long_, blob_, document, choice, several, place, path, address, code, hidden)
  values
  (-128, 32767, -8388608, 18446744073709551615, b'1010101010', true, 12345678901234567890.0123456789, 1.1, 2.2250738585072014e-308,
    '1000-01-01', '-838:59:59.000000', '9999-12-31 23:59:59.999999', '2026-03-29 02:30:00.123', 2155, 'trailing',
    'quotes '' " ` \\ and a new\nline,\r\ttab; -- (no) /* comment */ 😀 ünï', x'00010203ff27225c0a0d1a', x'00112233445566778899aabbccddeeff',
    'naïve\0zero', repeat('()'',;\\', 50000), x'deadbeef00', '{"a": [1, 2.5, null, "ü😀\\"''"]}', 'it''s', 'x,z',
    point(1.5, -2.5), st_geomfromtext('LINESTRING(0 0, 1 1, 2 0)'), '2001:db8::1', '123e4567-e89b-12d3-a456-426614174000', 42),
  (null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
    null, null, null, null, null, null, null, null, null),
  (0, 0, 0, 0, b'0', false, 0, 0, 0, '2026-01-01', '00:00:00', '2026-01-01', '2026-01-01', 1970, '', '', '', '', '', '', '',
    '""', 'a', '', point(0, 0), point(0, 0), '::', '00000000-0000-0000-0000-000000000000', null);
insert into types (blob_, long_) values (repeat(x'00ff275c', 1500000), repeat('ä\'\\', 700000));
create table empty_ (id int primary key) engine = innodb;
create table `odd ``name``; -- "x" 'y' ü` (`select` int primary key, `a b``c` varchar(10), `values` int) engine = innodb;
insert into `odd ``name``; -- "x" 'y' ü` values (1, 'a''b', 1), (2, '`', 2);
create table parent (id int primary key, favourite int) engine = innodb;
create table child (id int primary key, parent_id int not null, constraint up foreign key (parent_id) references parent (id)) engine = innodb;
insert into parent values (1, null), (2, null);
insert into child values (10, 1), (20, 2);
alter table parent add constraint down foreign key (favourite) references child (id);
update parent set favourite = id * 10;
create table parted (id int not null, at date not null, primary key (id, at)) engine = innodb
  partition by range (year(at)) (partition old values less than (2025), partition now_ values less than maxvalue);
insert into parted values (1, '2024-06-01'), (2, '2026-06-01');
create table versioned (id int primary key, note varchar(20)) with system versioning;
insert into versioned values (1, 'first'), (2, 'stays');
update versioned set note = 'second' where id = 1;
delete from versioned where id = 2;
create table latin (name varchar(20) character set latin1 collate latin1_german2_ci) engine = innodb;
insert into latin values ('Müller'), ('müller ');
create table doubles (v int) engine = innodb;
insert into doubles values (1), (1), (1), (null), (null);
create sequence numbers start with 100 increment by 5;
select nextval(numbers), nextval(numbers);
create sequence behind_its_start start with 100 increment by 5;
alter sequence behind_its_start restart 7;
create sequence falling start with 100 increment by -5 minvalue -1000 maxvalue 200;
alter sequence falling restart 150;
create sequence at_its_end start with 1 minvalue 1 maxvalue 3;
select nextval(at_its_end), nextval(at_its_end), nextval(at_its_end);
create table with_default (id bigint default nextval(numbers) primary key) engine = innodb;
create view simple_view as select id, varied from types where id > 0;
create view `view of view` as select v.id, p.favourite from simple_view v join parent p on p.id = v.id;
create table logged (what varchar(100)) engine = innodb;
delimiter //
create trigger `child's trigger` before insert on child for each row
begin
  -- it's a comment; with 'quotes
  insert into logged values (concat('child ', new.id, ';//'));
end//
create function twice(n int) returns int deterministic
begin
  /* don't; stop */
  return n * 2; # nor 'here
end//
create procedure fill(in how_many int)
begin
  declare i int default 0;
  while i < how_many do
    insert into logged values (concat('filled ', i));
    set i = i + 1;
  end while;
end//
create event tick on schedule every 1 day starts '2037-01-01 00:00:00' comment 'ON COMPLETION PRESERVE ENABLE' do call fill(1)//
delimiter ;
create table many (id int primary key, word varchar(40), amount decimal(12, 2)) engine = innodb;
insert into many select seq, concat('row (''', seq, ''') \\'), seq / 7 from seq_1_to_@ROWS@;
