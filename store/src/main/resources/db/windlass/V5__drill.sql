-- What drills proved. One without an end is running, or was ended from outside.
create table drill (
  id varchar(60) primary key,
  run varchar(100) not null unique,
  application varchar(100) not null,
  environment varchar(100) not null,
  started_by varchar(200) not null,
  started_at timestamp with time zone not null,
  scratch varchar(64) not null unique,
  ended_at timestamp with time zone,
  verdict varchar(20),
  control boolean not null default false,
  report text
);
create index drill_environment on drill (application, environment, started_at);
