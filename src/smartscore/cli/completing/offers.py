"""What can be written at a place: the offers, and who looks them up."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from smartscore.text.languages import Language

if TYPE_CHECKING:
    from smartscore.read.premises import Home
    from smartscore.read.shelf import Catalogue
    from smartscore.text.blocks import Glance

_LONGEST: Final = 90


class Offer(NamedTuple):
    """A word, and what it stands for."""

    word: str
    means: str = ""

    @property
    def is_open(self) -> bool:
        """Whether something must follow in the same word."""
        return self.word.endswith(("/", "="))


class Offers(NamedTuple):
    """What is offered for the word behind `before`, which belongs to the same one of the shell."""

    found: tuple[Offer, ...] = ()
    before: str = ""
    are_files: bool = False
    """Whether they are names in a folder, which a shell spells in its own way."""


class Asked:
    """What is asked for: the word so far, what else the line has, and how it is compared."""

    def __init__(
        self,
        word: str,
        given: Mapping[str, tuple[str, ...]],
        language: Language,
        *,
        exact: bool = False,
    ) -> None:
        self.word = word
        self.given = given
        self.language = language
        self.exact = exact

    @cached_property
    def catalogue(self) -> "Catalogue":
        """The rubrics that the line can name."""
        from pathlib import Path

        from smartscore.read.shelf import Catalogue

        folders = (self.given.get("rubrics") or ())[-1:]
        return Catalogue([Path(folder).expanduser() for folder in folders])

    @cached_property
    def home(self) -> "Home":
        """Where the names on the line start from."""
        from smartscore.read.glances import here

        return here()

    def begins(self, word: str, start: str | None = None) -> bool:
        """Whether a word begins as is written."""
        start = self.word if start is None else start
        return word.startswith(start) or (
            not self.exact and word.casefold().startswith(start.casefold())
        )

    def among(self, offers: Iterable[Offer]) -> Offers:
        """Those offers that begin as is written, each word once."""
        found = {each.word: each for each in offers if self.begins(each.word)}
        return Offers(tuple(found.values()))

    def said(self, text: "Glance") -> str:
        """A text of a file in the reader's language, on a line of its own."""
        if isinstance(text, dict):
            text = text.get(self.language) or next(iter(text.values()), "")
        return short(text if isinstance(text, str) else "")


Completer = Callable[[Asked], Offers]


def behind(asked: Asked, mark: str, found: Completer) -> Offers:
    """What is offered for what stands behind the last mark: one of a list, or a value."""
    before, there, word = asked.word.rpartition(mark)
    inner = Asked(word, asked.given, asked.language, exact=asked.exact)
    offers = found(inner)
    return offers._replace(before=f"{before}{there}{offers.before}")


def short(text: str) -> str:
    """A text on one line, no longer than can be shown beside a word."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rpartition(' ')[0]} …"
