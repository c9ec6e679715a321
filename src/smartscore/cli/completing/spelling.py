"""Offers as each shell takes them.

Names that can't be shown on a line are left out before (`names`), and words of files that are no
plain words here: what a shell inserts it may also have to read.
"""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from smartscore.cli.completing.line import Line
from smartscore.cli.completing.offers import Offer, Offers

_PLAIN: Final = re.compile(r"[\w.][\w@%+=:,./-]*", re.ASCII)
_BARE: Final = re.compile(r"[\w@%+=:./\\-]+", re.ASCII)


class Spelt(NamedTuple):
    """What is written: the shell reads the first line for itself."""

    first: str
    lines: tuple[str, ...]


def plain(offers: Offers) -> Offers:
    """The offers without words that a shell would read as anything else."""
    if offers.are_files:
        return offers
    return offers._replace(found=tuple(o for o in offers.found if _PLAIN.fullmatch(o.word)))


def bash(offers: Offers, line: Line, replaced: str) -> list[str]:
    """First `files`, `open` or `words`, then what is put in place of what the shell replaces.

    It breaks words where we do not, at `:` and `=` as at quotation marks: what stands before is
    left out.
    """
    from smartscore.cli.completing.line import taken_apart

    kept = line.written.removesuffix(replaced) if replaced else line.written
    before = taken_apart(kept).current if kept else ""
    words = [f"{offers.before}{each.word}" for each in offers.found]
    if offers.are_files:
        words = [word.removesuffix("/") for word in words]
    is_open = len(offers.found) == 1 and offers.found[0].is_open
    first = "files" if offers.are_files else "open" if is_open else "words"
    return [first, *(word.removeprefix(before) for word in words)]


def zsh(offers: Offers) -> list[str]:
    """First `files` or `words` and what is kept of the word, then each with what it means."""
    first = "files" if offers.are_files else "words"
    return [f"{first}\t{offers.before}", *map(_with_meaning, offers.found)]


def fish(offers: Offers) -> list[str]:
    """First `files` or `words`, then each whole word with what it means."""
    first = "files" if offers.are_files else "words"
    whole = (each._replace(word=f"{offers.before}{each.word}") for each in offers.found)
    return [first, *map(_with_meaning, whole)]


def powershell(offers: Offers) -> list[str]:
    """Each as it is put into the line, as it is listed, and what it means."""
    return [
        "\t".join((_quoted(f"{offers.before}{o.word}"), o.word, o.means or o.word))
        for o in offers.found
    ]


def _with_meaning(offer: Offer) -> str:
    return f"{offer.word}\t{offer.means}" if offer.means else offer.word


def _quoted(word: str) -> str:
    """A word as PowerShell reads it: in its quotation marks where it is not bare.

    >>> _quoted("--lang=id"), _quoted("it's $(a).yaml")
    ('--lang=id', "'it''s $(a).yaml'")
    """
    if _BARE.fullmatch(word) and not word.startswith("@"):
        return word
    return "'{}'".format(re.sub("(['\u2018\u2019\u201a\u201b])", r"\1\1", word))


SHELLS: Final[dict[str, Callable[[Offers], list[str]]]] = {
    "zsh": zsh,
    "fish": fish,
    "powershell": powershell,
}
"""How those shells take offers that give their words one by one."""
