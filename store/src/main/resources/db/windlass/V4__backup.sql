-- A backup is there while some store holds it whole; manifests in the stores say the rest, so this can be rebuilt.
create table backup (
  id varchar(60) primary key,
  run varchar(100) not null unique,
  application varchar(100) not null,
  environment varchar(100) not null,
  kind varchar(20) not null,
  occasion varchar(20) not null,
  started_by varchar(200) not null,
  started_at timestamp with time zone not null,
  taken text,
  drilled_at timestamp with time zone,
  retired_at timestamp with time zone,
  ended_at timestamp with time zone,
  problem text
);
create index backup_environment on backup (application, environment, kind, started_at);

create table backup_copy (
  backup varchar(60) not null references backup (id),
  store varchar(500) not null,
  stored_at timestamp with time zone not null,
  gone_at timestamp with time zone,
  primary key (backup, store)
);

-- Who reads a backup now: retention leaves it alone.
create table backup_use (
  backup varchar(60) not null references backup (id),
  workflow varchar(300) not null,
  since timestamp with time zone not null,
  primary key (backup, workflow)
);
