"""A record looked up fast, while others write it: what pages and the API ask."""
