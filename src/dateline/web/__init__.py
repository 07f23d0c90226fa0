"""The record in a browser: pages for people, and the same answers for programs under ``/api/v1``."""
