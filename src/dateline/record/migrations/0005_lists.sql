-- Lists of events that others have coded, kept beside what reports tell. Each row of a list is a report of its own: a line that cites it.
CREATE TABLE lists (
  list       VARCHAR PRIMARY KEY,       -- the name that it was given
  file       VARCHAR NOT NULL,          -- what it was read from
  hash       VARCHAR NOT NULL,          -- SHA-256 of that
  zone       VARCHAR NOT NULL,          -- IANA name of the zone that its days and hours are told in; empty where it does not say
  covers     STRUCT("from" DATE, "to" DATE),  -- days of which it says to hold all; NULL where it does not say, an end NULL where it is open
  leaves_out VARCHAR[] NOT NULL,        -- kinds of acts that it says to leave out
  everybody  BOOLEAN NOT NULL,          -- whether it says to hold what anybody did, not only those whom it names
  imported   TIMESTAMP NOT NULL         -- when it came in, UTC
);

-- Which versions of reports are lines of lists, and what these have beside the mentions that were made of them. What such a line tells is
-- never compared with what others tell: who made the list has told its events apart.
CREATE TABLE listed (
  report  VARCHAR NOT NULL,
  version VARCHAR NOT NULL,
  list    VARCHAR NOT NULL,
  row     VARCHAR NOT NULL,             -- its name within the list
  moment  TIMESTAMP,                    -- when it began, UTC; NULL where the hour is not known
  details MAP(VARCHAR, VARCHAR) NOT NULL, -- what else the list says of it, by the list's own columns
  PRIMARY KEY (report, version)
);
