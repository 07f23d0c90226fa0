-- What was written when, so that a view of the record is brought up to date by what has changed since.

-- Every step that wrote reports or events.
CREATE TABLE revisions (
  revision INTEGER PRIMARY KEY,
  made     TIMESTAMP NOT NULL           -- tells apart records that went different ways from one backup
);
INSERT INTO revisions VALUES (1, make_timestamp(epoch_us(now())));

-- Events that were written or taken out, and by which revision last; those of before revision 2 have no row.
CREATE TABLE changes (
  event    VARCHAR NOT NULL,
  revision INTEGER NOT NULL
);
