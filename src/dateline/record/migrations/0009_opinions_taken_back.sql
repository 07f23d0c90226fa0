-- A second opinion can be taken back, too: a row of the kind undo says which.
ALTER TABLE opinions ADD COLUMN undoes VARCHAR;
