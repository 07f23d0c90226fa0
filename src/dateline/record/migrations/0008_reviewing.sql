-- What people decide of events is signed, reasoned and can be taken back, as their corrections are; and what two people think of one mention is kept apart.

-- What people decided of events, one row a decision. Rows only come; the table `verdicts` holds what they come to.
CREATE TABLE decisions (
  number   INTEGER PRIMARY KEY,         -- in the order in which they were made
  decision VARCHAR NOT NULL UNIQUE,
  kind     VARCHAR NOT NULL,            -- join, split, confirm, part, undo
  ones     VARCHAR[] NOT NULL,          -- mentions of the one side when it was decided, and of the other
  others   VARCHAR[] NOT NULL,
  undoes   VARCHAR,                     -- the decision that is taken back
  who      VARCHAR NOT NULL,            -- empty: decided before that was kept
  made     TIMESTAMP,                   -- UTC; NULL as above
  reason   VARCHAR NOT NULL
);
INSERT INTO decisions
  SELECT row_number() OVER (ORDER BY one, other), substr(sha256(one || ' ' || other), 1, 12), CASE WHEN same THEN 'join' ELSE 'part' END,
         [one], [other], NULL, '', NULL, ''
  FROM verdicts;

-- The event that a mention told of when somebody corrected it: one that is rejected tells of none any more.
ALTER TABLE corrections ADD COLUMN event VARCHAR;

-- What a second person thinks of a mention without having seen what the first said. Only measures agreement; nothing is laid over the record.
CREATE TABLE opinions (
  number   INTEGER PRIMARY KEY,
  opinion  VARCHAR NOT NULL UNIQUE,
  anchor   VARCHAR NOT NULL,
  kind     VARCHAR NOT NULL,            -- accept, correct, reject
  fields   JSON NOT NULL,               -- by column of mentions, what the person says stands there
  who      VARCHAR NOT NULL,
  made     TIMESTAMP NOT NULL,          -- UTC
  reason   VARCHAR NOT NULL
);
