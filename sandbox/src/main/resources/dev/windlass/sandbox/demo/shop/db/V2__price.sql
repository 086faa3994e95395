-- Only adds: the code of version 1 runs on it too.
ALTER TABLE offer ADD COLUMN price text NOT NULL DEFAULT '480 EUR';
