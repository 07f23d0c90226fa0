"""Names and nouns for parties: the registry, who bears which name in a report, role nouns."""
