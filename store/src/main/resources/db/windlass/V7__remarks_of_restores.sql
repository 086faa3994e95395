-- What did not end a restore but should be known, as a JSON list.
alter table restore add column remarks text;
