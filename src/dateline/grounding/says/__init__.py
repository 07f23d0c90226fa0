"""Who says so: quotations, sayings and attributions."""
