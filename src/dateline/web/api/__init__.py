"""The same answers for programs, under ``/api/v1``; each module has a ``router``."""
