-- The record as it was first kept. Every later change is a file of its own; none is ever edited.

-- One row a version of a report. A report is its page where it has one, else what the caller names it, else its content.
CREATE TABLE reports (
  report    VARCHAR NOT NULL,
  version   VARCHAR NOT NULL,           -- hash of what the version says
  current   BOOLEAN NOT NULL,           -- whether it is what the report says now
  published DATE,
  source    VARCHAR NOT NULL,
  title     VARCHAR NOT NULL,
  url       VARCHAR NOT NULL,
  text      VARCHAR NOT NULL,           -- as published, unchanged: all offsets count from its first character
  warnings  VARCHAR[] NOT NULL,
  gathered  TIMESTAMP NOT NULL,         -- when it came in, UTC
  PRIMARY KEY (report, version)
);

-- One row an act as one version of a report tells it. Offsets are [start, stop) in characters of the text.
CREATE TABLE mentions (
  mention     VARCHAR PRIMARY KEY,      -- hash of version, type and trigger: the same on every machine
  report      VARCHAR NOT NULL,
  version     VARCHAR NOT NULL,
  type        VARCHAR NOT NULL,
  mode        VARCHAR,
  factuality  VARCHAR NOT NULL,
  trigger     STRUCT(start INTEGER, stop INTEGER) NOT NULL,
  quote       STRUCT(start INTEGER, stop INTEGER) NOT NULL,
  also        STRUCT(start INTEGER, stop INTEGER)[] NOT NULL,   -- sentences that tell it again
  retold      STRUCT(start INTEGER, stop INTEGER)[] NOT NULL,   -- and the words that express it there
  actors      STRUCT(text VARCHAR, country VARCHAR, sector VARCHAR, entity VARCHAR, start INTEGER, stop INTEGER)[] NOT NULL,
  recipients  STRUCT(text VARCHAR, country VARCHAR, sector VARCHAR, entity VARCHAR, start INTEGER, stop INTEGER)[] NOT NULL,
  attribution STRUCT(text VARCHAR, country VARCHAR, sector VARCHAR, entity VARCHAR, start INTEGER, stop INTEGER),
  time        STRUCT("from" DATE, "to" DATE, text VARCHAR, granularity VARCHAR, zone VARCHAR),
  place       STRUCT(text VARCHAR, country VARCHAR, admin1 VARCHAR, lat DOUBLE, lon DOUBLE, geonames VARCHAR, kind VARCHAR, "precision" VARCHAR),
  contexts    VARCHAR[] NOT NULL,
  quantities  STRUCT(kind VARCHAR, low DOUBLE, best DOUBLE, high DOUBLE, unit VARCHAR, start INTEGER, stop INTEGER)[] NOT NULL,
  confidence  DOUBLE NOT NULL,
  score       DOUBLE,
  reason      STRUCT(stage VARCHAR, text VARCHAR)[] NOT NULL
);

-- Statements that can be counted or checked against the record, kept apart from the events that would prove them.
CREATE TABLE claims (
  claim       VARCHAR PRIMARY KEY,      -- hash of version, kind and words
  report      VARCHAR NOT NULL,
  version     VARCHAR NOT NULL,
  kind        VARCHAR NOT NULL,
  series      VARCHAR NOT NULL,
  number      INTEGER,
  since       STRUCT("from" DATE, "to" DATE, text VARCHAR),
  span        STRUCT(start INTEGER, stop INTEGER) NOT NULL,
  trigger     STRUCT(start INTEGER, stop INTEGER),
  attribution STRUCT(text VARCHAR, country VARCHAR, sector VARCHAR, entity VARCHAR, start INTEGER, stop INTEGER)
);

-- What could not be read, and what to do about it.
CREATE TABLE failures (
  place  VARCHAR NOT NULL,
  fault  VARCHAR NOT NULL,
  remedy VARCHAR NOT NULL,
  PRIMARY KEY (place, fault)
);

-- What was last read at addresses on the web, so that a feed that has not changed is not sent again.
CREATE TABLE visits (
  address  VARCHAR PRIMARY KEY,
  etag     VARCHAR NOT NULL,
  modified VARCHAR NOT NULL
);

-- What each current report looks like, so that copies of it are found: bands of a MinHash sketch over runs of words.
CREATE TABLE sketches (
  report VARCHAR PRIMARY KEY,
  bands  VARCHAR[] NOT NULL
);

-- Reports that say the same as an earlier one, but for a few words.
CREATE TABLE copies (
  report   VARCHAR PRIMARY KEY,
  original VARCHAR NOT NULL
);

-- Pairs of reports, the lesser name first, that say the same.
CREATE TABLE alike (
  one   VARCHAR NOT NULL,
  other VARCHAR NOT NULL,
  share DOUBLE NOT NULL,                -- of the shorter one's runs of words that the other has
  PRIMARY KEY (one, other)
);

-- What merging works on: each current mention under what it shares with others that may tell the same act, with the days in which that lies.
CREATE TABLE blocks (
  key     VARCHAR NOT NULL,
  mention VARCHAR NOT NULL,
  begins  DATE NOT NULL,
  ends    DATE NOT NULL,
  PRIMARY KEY (key, mention)
);

-- Pairs of mentions, the lesser id first, that may tell of one act, and what speaks for it.
CREATE TABLE pairs (
  one         VARCHAR NOT NULL,
  other       VARCHAR NOT NULL,
  probability DOUBLE NOT NULL,
  reason      VARCHAR NOT NULL,
  PRIMARY KEY (one, other)
);

-- What a person has decided of two mentions: one act or two. Outlives coding the reports again.
CREATE TABLE verdicts (
  one   VARCHAR NOT NULL,
  other VARCHAR NOT NULL,
  same  BOOLEAN NOT NULL,
  PRIMARY KEY (one, other)
);

-- Which event each current mention tells of.
CREATE TABLE members (
  mention VARCHAR PRIMARY KEY,
  event   VARCHAR NOT NULL
);

-- What the mentions of an event say of it together.
CREATE TABLE events (
  event      VARCHAR PRIMARY KEY,       -- the id of its first telling
  type       VARCHAR NOT NULL,
  mode       VARCHAR,
  factuality VARCHAR NOT NULL,
  "from"     DATE,
  "to"       DATE,
  actors     STRUCT(text VARCHAR, country VARCHAR, sector VARCHAR, entity VARCHAR)[] NOT NULL,
  recipients STRUCT(text VARCHAR, country VARCHAR, sector VARCHAR, entity VARCHAR)[] NOT NULL,
  place      STRUCT(text VARCHAR, country VARCHAR, admin1 VARCHAR, lat DOUBLE, lon DOUBLE, geonames VARCHAR, kind VARCHAR, "precision" VARCHAR),
  quantities STRUCT(kind VARCHAR, low DOUBLE, best DOUBLE, high DOUBLE, unit VARCHAR)[] NOT NULL,
  contexts   VARCHAR[] NOT NULL,
  score      DOUBLE,
  confidence DOUBLE NOT NULL,
  first_told DATE,                      -- publication of its first telling
  mentions   INTEGER NOT NULL,
  sources    INTEGER NOT NULL           -- publishers that tell of it, copies of one story counting once
);

-- Events that are no more, and which they became.
CREATE TABLE former (
  event VARCHAR PRIMARY KEY,
  now   VARCHAR NOT NULL
);
