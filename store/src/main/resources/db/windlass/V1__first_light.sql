-- Read by PostgreSQL and by H2 in its PostgreSQL mode. Never edited once released: add V2.

create table application (
  name varchar(100) not null,
  version integer not null,
  digest varchar(64) not null,
  yaml text not null,
  written_by varchar(200) not null,
  written_at timestamp with time zone not null,
  primary key (name, version)
);

create table owned_place (
  host varchar(255) not null,
  path varchar(1000) not null,
  application varchar(100) not null,
  primary key (host, path)
);

create table plan (
  hash varchar(64) primary key,
  application varchar(100) not null,
  environment varchar(100) not null,
  json text not null,
  created_by varchar(200) not null,
  created_at timestamp with time zone not null
);

create table request (
  deployment varchar(100) primary key,
  application varchar(100) not null,
  environment varchar(100) not null,
  plan_hash varchar(64) not null,
  operator varchar(200) not null,
  reserved_at timestamp with time zone not null,
  run_id varchar(100)
);

-- The number of a deployment is its fence: it only rises, over all applications.
create sequence deployment_number;

create table deployment (
  id varchar(100) primary key,
  number bigint not null unique,
  application varchar(100) not null,
  environment varchar(100) not null,
  kind varchar(20) not null,
  plan_hash varchar(64) not null,
  revision varchar(200) not null,
  started_by varchar(200) not null,
  started_at timestamp with time zone not null,
  release varchar(100),
  outcome varchar(20),
  reason text,
  ended_at timestamp with time zone,
  status text
);
create index deployment_environment on deployment (application, environment, number);

create table timeline_entry (
  deployment varchar(100) not null,
  sequence integer not null,
  at timestamp with time zone not null,
  phase varchar(30) not null,
  kind varchar(30) not null,
  text text not null,
  host varchar(255),
  primary key (deployment, sequence)
);

-- The release that is live, whether a run ended without being undone, and the newest run's number.
create table environment (
  application varchar(100) not null,
  name varchar(100) not null,
  live varchar(100),
  dirty boolean not null,
  number bigint not null,
  primary key (application, name)
);

create table release (
  application varchar(100) not null,
  environment varchar(100) not null,
  id varchar(100) not null,
  number bigint not null,
  revision varchar(200) not null,
  digest varchar(64),
  good boolean not null,
  bad boolean not null,
  primary key (application, environment, id)
);

create table log_operation (
  operation varchar(500) primary key,
  deployment varchar(100) not null,
  host varchar(255) not null,
  ends bigint not null,
  stored bigint not null
);
create index log_operation_deployment on log_operation (deployment);

create table log_chunk (
  operation varchar(500) not null,
  begins bigint not null,
  ends bigint not null,
  text text not null,
  primary key (operation, begins)
);

create table token (
  id varchar(20) primary key,
  hash varchar(64) not null unique,
  name varchar(200) not null unique,
  created_by varchar(200) not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone
);

create table token_role (
  token varchar(20) not null references token (id),
  application varchar(100) not null,
  environment varchar(100) not null,
  role varchar(20) not null,
  primary key (token, application, environment, role)
);
