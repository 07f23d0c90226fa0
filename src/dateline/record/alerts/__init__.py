"""Alerts: firsts, new pairs of parties, and counts far above their own past, each with what it rests on."""
