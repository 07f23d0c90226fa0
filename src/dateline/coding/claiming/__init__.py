"""Claims by kind: ranks, superlatives, silences, counts, tolls and breaches, with what is counted over which days."""
