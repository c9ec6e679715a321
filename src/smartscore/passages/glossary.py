"""Words for one thing: abbreviations and what they stand for, in both languages."""

from functools import cache

from smartscore.rules import wordlists


@cache
def groups() -> tuple[tuple[str, ...], ...]:
    """Words and phrases that name the same thing, a group of them each."""
    return tuple(
        tuple(word for words in languages.values() for word in words)
        for languages in wordlists.data("glossary").values()
    )
