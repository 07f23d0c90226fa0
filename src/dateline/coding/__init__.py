"""Clauses to event mentions: which act, how real, and why."""
