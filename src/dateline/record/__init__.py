"""The record: reports, what each tells, and the events that many tell of, in one DuckDB file."""
