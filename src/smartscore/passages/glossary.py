"""Words for one thing: abbreviations and what they stand for, in both languages."""

from functools import cache


@cache
def groups() -> tuple[tuple[str, ...], ...]:
    """Words and phrases that name the same thing, a group of them each."""
    return ()
