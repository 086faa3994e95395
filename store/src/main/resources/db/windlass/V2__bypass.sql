-- People who get through a maintenance by a link; only digests of its token.
create table bypass (
  application varchar(100) not null,
  environment varchar(100) not null,
  name varchar(40) not null,
  md5 varchar(22) not null,
  sha256 varchar(64) not null,
  created_by varchar(200) not null,
  created_at timestamp with time zone not null,
  primary key (application, environment, name)
);
