"""The command line: one thin module a command over plain functions, loaded when called."""
