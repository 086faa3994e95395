CREATE TABLE offer (id int PRIMARY KEY, title text NOT NULL);
INSERT INTO offer VALUES (1, 'A windlass, hand made');
