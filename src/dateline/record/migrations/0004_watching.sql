-- What is watched, and how its reading goes. Moments are UTC.
CREATE TABLE feeds (
  address  VARCHAR PRIMARY KEY,         -- of a feed on the web, or the path of a file or folder
  watched  BOOLEAN NOT NULL,            -- whether the watch that was started last reads it
  read     TIMESTAMP,                   -- when it was last read; NULL before the first time
  due      TIMESTAMP NOT NULL,          -- when it is next to be read
  held     TIMESTAMP,                   -- before when its host wants no request; NULL where it did not say
  failures INTEGER NOT NULL,            -- times in a row that it could not be read
  fault    VARCHAR NOT NULL,            -- why not, empty if it could
  remedy   VARCHAR NOT NULL,
  stamp    VARCHAR NOT NULL,            -- of files: what they looked like when they were read
  brought  BIGINT NOT NULL,             -- new reports so far
  latest   TIMESTAMP                    -- when it last brought one
);

-- Conditions that events are watched for. What met them before that moment is not new.
CREATE TABLE queries (
  query VARCHAR PRIMARY KEY,            -- hash of the conditions
  name  VARCHAR NOT NULL,
  begun TIMESTAMP NOT NULL
);

-- The events that a query has been told of, or that were there before it, and how each stood then.
CREATE TABLE told (
  query  VARCHAR NOT NULL,
  event  VARCHAR NOT NULL,              -- its id when it was first told
  now    VARCHAR NOT NULL,              -- its id now; empty if no report tells it any more
  report VARCHAR NOT NULL,              -- of its first telling, with the place of that in the text: an edited report gives its events new ids
  starts INTEGER NOT NULL,
  state  VARCHAR NOT NULL,              -- what is material of it, JSON
  seen   VARCHAR NOT NULL,              -- hash of its row; it is looked at again once that is another
  PRIMARY KEY (query, event)
);

-- The alerts that a query has been told of.
CREATE TABLE alerted (
  query  VARCHAR NOT NULL,
  kind   VARCHAR NOT NULL,
  series VARCHAR NOT NULL,
  day    DATE NOT NULL,
  PRIMARY KEY (query, kind, series, day)
);

-- What is to be told, in order. It is noted here before anybody is told, in one step with what makes it no longer new.
CREATE TABLE news (
  news    VARCHAR PRIMARY KEY,          -- hash of what it tells: the same if it is told again
  number  BIGINT NOT NULL,
  found   TIMESTAMP NOT NULL,
  kind    VARCHAR NOT NULL,             -- event, update, withdrawn or alert
  subject VARCHAR NOT NULL,             -- the event's id when it was first told; the alert's
  content VARCHAR NOT NULL,             -- JSON
  outlets VARCHAR[] NOT NULL            -- where it is to be told
);

-- What was told where.
CREATE TABLE delivered (
  news   VARCHAR NOT NULL,
  outlet VARCHAR NOT NULL,
  moment TIMESTAMP NOT NULL,
  fault  VARCHAR NOT NULL,              -- why the receiver will not have it; empty if it has it
  PRIMARY KEY (news, outlet)
);

-- How telling goes.
CREATE TABLE outlets (
  outlet   VARCHAR PRIMARY KEY,
  failures INTEGER NOT NULL,            -- times in a row that nothing could be told
  due      TIMESTAMP NOT NULL,          -- when it is next tried
  fault    VARCHAR NOT NULL
);
