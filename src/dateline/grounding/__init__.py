"""Words to the world: who, when, where, and who says so."""
