-- What coded each version of a report, and what people have said of what it coded.

-- What a coder rested on: versions of programs, hashes of data (dateline.coding.provenance), settings.
CREATE TABLE manifests (
  manifest VARCHAR PRIMARY KEY,         -- hash of the parts
  parts    MAP(VARCHAR, VARCHAR) NOT NULL
);

-- Which manifest coded a version of a report. A version that no coder has coded, such as a line of a list, has no row.
CREATE TABLE coded (
  report   VARCHAR NOT NULL,
  version  VARCHAR NOT NULL,
  manifest VARCHAR NOT NULL,            -- empty: coded before that was kept
  PRIMARY KEY (report, version)
);
INSERT INTO coded SELECT report, version, '' FROM reports;

-- What has made events of the mentions since they were last all grouped anew: hashes of the rules of merging.
CREATE TABLE merged_by (
  rules VARCHAR PRIMARY KEY             -- empty: merged before that was kept
);
INSERT INTO merged_by SELECT '' WHERE EXISTS (SELECT 1 FROM members);

-- Mentions that say something else than when events were last made of them.
CREATE TABLE unsettled (
  mention VARCHAR PRIMARY KEY
);

-- Mentions that are no more, and under which id the same act is told now.
CREATE TABLE moved (
  mention VARCHAR PRIMARY KEY,
  now     VARCHAR NOT NULL
);

-- What people have corrected: by the words that tell it, not by the id that some coder gave it. Rows only come.
CREATE TABLE anchors (
  anchor  VARCHAR PRIMARY KEY,          -- the id of the mention as it was when somebody first said something of it
  report  VARCHAR NOT NULL,
  version VARCHAR NOT NULL,
  seen    JSON NOT NULL,                -- the mention as the coder gave it, or as a person added it
  beside  STRUCT(type VARCHAR, start INTEGER, stop INTEGER)[] NOT NULL  -- types and triggers of the others of its sentence then
);

-- What each person said of it, one row a saying. Rows only come; what is taken back is undone by a later one.
CREATE TABLE corrections (
  number     INTEGER PRIMARY KEY,       -- in the order in which they were made
  correction VARCHAR NOT NULL UNIQUE,
  anchor     VARCHAR NOT NULL,
  kind       VARCHAR NOT NULL,          -- accept, correct, reject, add, undo
  fields     JSON NOT NULL,             -- by column of mentions, what the person says stands there
  undoes     VARCHAR,                   -- the correction that is taken back
  who        VARCHAR NOT NULL,
  made       TIMESTAMP NOT NULL,        -- UTC
  reason     VARCHAR NOT NULL
);

-- Where each anchor holds now; worked out anew whenever its report is coded or corrected.
CREATE TABLE anchored (
  anchor  VARCHAR PRIMARY KEY,
  report  VARCHAR NOT NULL,
  version VARCHAR NOT NULL,
  mention VARCHAR,                      -- the mention that it corrects; NULL where it is rejected or cannot hold
  coded   JSON NOT NULL,                -- the mentions as the coder gives them that it takes the place of
  state   VARCHAR NOT NULL,             -- applied, rejected, undone, orphaned
  why     VARCHAR NOT NULL              -- of an orphan, why it cannot hold
);
