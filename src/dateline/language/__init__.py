"""Text to sentences, sentences to clauses: the only room that knows the parser library."""
