-- What reports were read from, so that a page or an entry of a feed that is met again need not be taken apart to know that it is there.
CREATE TABLE readings (
  digest  VARCHAR PRIMARY KEY,          -- hash of its bytes and of all else that its reading rests on
  report  VARCHAR NOT NULL,
  version VARCHAR NOT NULL
);
