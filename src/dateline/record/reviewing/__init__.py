"""Reviewing: what is to be looked at first, who said what of it, how far two people agree, how often the coder is right."""
