-- What a claim counts, beside the words for it, so that it can be checked without its report. Claims found before have none of it: code the
-- reports anew to have it.
ALTER TABLE claims ADD COLUMN type VARCHAR;                            -- acts of the codebook; NULL where the words do not tell
ALTER TABLE claims ADD COLUMN mode VARCHAR;
ALTER TABLE claims ADD COLUMN actors STRUCT(text VARCHAR, country VARCHAR, sector VARCHAR, entity VARCHAR, start INTEGER, stop INTEGER)[];
ALTER TABLE claims ADD COLUMN recipients STRUCT(text VARCHAR, country VARCHAR, sector VARCHAR, entity VARCHAR, start INTEGER, stop INTEGER)[];
ALTER TABLE claims ADD COLUMN place STRUCT(text VARCHAR, country VARCHAR, admin1 VARCHAR, lat DOUBLE, lon DOUBLE, geonames VARCHAR, kind VARCHAR, "precision" VARCHAR);
ALTER TABLE claims ADD COLUMN terms VARCHAR[];                         -- words that narrow what is counted
ALTER TABLE claims ADD COLUMN bound VARCHAR;                           -- at least, at most, about; NULL or empty where it is meant to the unit
ALTER TABLE claims ADD COLUMN measure VARCHAR;                         -- what is compared: number of acts, or a kind of quantity
ALTER TABLE claims ADD COLUMN undated VARCHAR;                         -- words of a window whose days the report does not tell
ALTER TABLE claims ADD COLUMN after DATE;                              -- of "since 2017" the last day that it names
ALTER TABLE claims ADD COLUMN than STRUCT("from" DATE, "to" DATE, text VARCHAR);  -- days that are compared with
ALTER TABLE claims ADD COLUMN "when" STRUCT("from" DATE, "to" DATE, text VARCHAR, zone VARCHAR);  -- of the act that the claim is made about
ALTER TABLE claims ALTER COLUMN number TYPE BIGINT;                    -- a number of a text may be any
