-- Who restored what, where to, and what the target held afterwards.
create table restore (
  id varchar(60) primary key,
  workflow varchar(300) not null,
  run varchar(100) not null unique,
  application varchar(100) not null,
  environment varchar(100) not null,
  backup varchar(60) not null,
  target varchar(500) not null,
  plan_hash varchar(64) not null,
  started_by varchar(200) not null,
  started_at timestamp with time zone not null,
  outcome varchar(20),
  left_as varchar(20),
  safety varchar(60),
  loaded text,
  problem text,
  ended_at timestamp with time zone
);
create index restore_environment on restore (application, environment, started_at);
