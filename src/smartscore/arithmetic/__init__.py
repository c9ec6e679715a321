"""Exact numbers and what is worked out with them; the standard library only."""
