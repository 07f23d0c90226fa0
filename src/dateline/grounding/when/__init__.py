"""When: time expressions, found and resolved."""
