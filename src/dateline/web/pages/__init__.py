"""The pages, one module a group; each has a ``router``."""
