-- Name of the restore target whose database it is of; null: the environment's own, or files.
alter table backup add column target varchar(200);
