"""Flags of candidate passages in words."""

from smartscore.passages.flags import Flag
from smartscore.words import Words


def told(flag: Flag, words: Words) -> str:
    """A flag in words, with what in the passage gives it."""
    return words(f"evidence.flag.{flag.code}", found=flag.found)
