"""The record in other people's forms: one module a format."""
