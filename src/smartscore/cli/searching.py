"""What `evidence` searches for, and in which documents."""

from collections.abc import Sequence
from typing import Final, NamedTuple, NoReturn

import typer

from smartscore.api.evidence import called, matching, proposed
from smartscore.cli import session, streams
from smartscore.cli.progress import Bar, progress
from smartscore.engine.tree import Tree, groups
from smartscore.model.fields import is_reference, shown
from smartscore.passages.coverage import Coverage, coverage
from smartscore.passages.elsewhere import remarked
from smartscore.passages.flags import Setting
from smartscore.passages.proposals import Proposals
from smartscore.passages.search import Dismissed, Named
from smartscore.read.assessments import Reader
from smartscore.read.documents.several import Several, several
from smartscore.read.shelf import Catalogue
from smartscore.skeleton import Refused
from smartscore.skeleton.fresh import day_of
from smartscore.skeleton.wanted import listing
from smartscore.text.problems import Invalid, Unreadable, closest
from smartscore.text.source import STDIN
from smartscore.words import Words


class Wanted(NamedTuple):
    """What is searched for: indicators of rubrics, all where `indicators` is None.

    `files` are those that were read for this.
    """

    trees: tuple[Tree, ...]
    indicators: frozenset[str] | None
    files: tuple[str, ...]


OLDEST: Final = 99
"""So many years ago may be called not old."""


def counted(option: str, written: str | None, usual: int, most: int, words: Words) -> int:
    """The whole number of an option, from one, or its usual one; stops at what is none."""
    if written is None:
        return usual
    is_whole = written.isascii() and written.isdigit() and len(written) < 4
    if not (is_whole and 1 <= int(written) <= most):
        streams.stop(words("cannot.counted", option=option, number=shown(written), most=most))
    return int(written)


def setting(subject: str | None, date: str | None, old: int, words: Words) -> Setting:
    """What is known of the place; stops at what is no date."""
    try:
        day = day_of(date) if date is not None else ""
    except Refused as refused:
        streams.stop(words(refused.key, **refused.values))
    return Setting(subject or "", "", day, old=old)


def wanted(
    rubrics: Sequence[str],
    indicators: Sequence[str],
    catalogue: Catalogue,
    words: Words,
) -> Wanted:
    """What the options ask for; stops where there is no such thing."""
    if not rubrics:
        streams.stop(words("evidence.no-rubric", codes=", ".join(catalogue.codes())))
    reader = Reader(catalogue, together=True)
    trees = _trees(rubrics, reader, words)
    return within(trees, indicators, tuple(map(str, reader.paths())), words)


def within(
    trees: tuple[Tree, ...], indicators: Sequence[str], files: tuple[str, ...], words: Words
) -> Wanted:
    """The indicators of some rubrics that are named; stops where there is no such one."""
    found, unknown = matching(trees, indicators or None)
    if unknown:
        _refuse(unknown[0], trees, words)
    return Wanted(trees, found, files)


def _trees(rubrics: Sequence[str], reader: Reader, words: Words) -> tuple[Tree, ...]:
    for name in rubrics:
        if not is_reference(name):
            streams.stop(words("cannot.rubric", file=name or "''"))
    try:
        return reader.assessment(STDIN, listing(rubrics), rubrics).trees
    except Unreadable as error:
        streams.stop(session.why(error, words))
    except Invalid as invalid:
        session.complain(invalid.problems, words)
        raise typer.Exit(1) from None


def _refuse(name: str, trees: Sequence[Tree], words: Words) -> NoReturn:
    """Say that an indicator is in none of the rubrics, and what was probably meant."""
    rubrics = groups(trees)
    told = words("evidence.no-indicator", name=shown(name) or "''", rubrics=", ".join(rubrics))
    near = closest(name, [each for each in called(rubrics) if "/" not in each])
    streams.stop(f"{told}; {words('suggest', suggestion=near)}" if near else told)


def found(
    documents: Sequence[str],
    wanted: Wanted,
    place: Setting,
    top: int,
    words: Words,
    dismissed: Dismissed | None = None,
) -> Proposals:
    """The candidates of the documents that can be read; stops where none can."""
    with progress(words("evidence.reading"), len(documents)) as done:
        read = _read(documents, done, place, words)
        asked = wanted.indicators
        return proposed(read, wanted.trees, place, top=top, indicator=asked, dismissed=dismissed)


def covered(
    documents: Sequence[str], wanted: Wanted, place: Setting, words: Words
) -> tuple[Several, Coverage]:
    """The documents that can be read, and what they seem to speak of; stops where none can."""
    with progress(words("evidence.reading"), len(documents)) as done:
        read = _read(documents, done, place, words)
        named = [Named(each.name, each.document) for each in read.documents]
        return read, coverage(named, wanted.trees, place, indicator=wanted.indicators)


def _read(documents: Sequence[str], done: Bar, place: Setting, words: Words) -> Several:
    read = remarked(several(documents, done), place)
    if not read.documents:
        remark(read, words)
        raise typer.Exit(2)
    return read


def remark(read: Several, words: Words) -> None:
    """What is to be told of documents beside what was found in them."""
    session.complain(read.problems, words)
    for error in read.unreadable:
        streams.say(_why(error, words))


def _why(error: Unreadable, words: Words) -> str:
    if error.reason == "folder":
        return words("evidence.folder", file=error.file)
    return session.why(error, words)
