"""Who: noun phrases to parties."""
