"""An assessment to which `evidence` adds candidates (`--for`): what it asks, and what it gets."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import typer

from smartscore.api.assessing import held, opened
from smartscore.cli import session, streams
from smartscore.engine.tree import Tree
from smartscore.model.fields import LANGUAGES, Language, split_reference
from smartscore.passages import languages
from smartscore.passages.flags import Setting
from smartscore.passages.proposals import Proposals
from smartscore.passages.search import Dismissed
from smartscore.read.assessments import Reader, declared_language
from smartscore.read.files import content
from smartscore.read.shelf import Catalogue
from smartscore.sheets import is_workbook
from smartscore.skeleton import Refused, Unplaced, candidates
from smartscore.text.problems import Invalid, Unreadable
from smartscore.words import Words, words


class Amended(NamedTuple):
    """An assessment as it was read: its bytes, its rubrics and place, and in which language.

    `files` are all those that were read for it.
    """

    file: str
    data: bytes
    trees: tuple[Tree, ...]
    setting: Setting
    words: Words
    files: tuple[str, ...]

    def dismissed(self) -> Dismissed:
        """What was proposed to it before and has been deleted."""
        return candidates.dismissed(self.data, self.file)


def refuse(for_: str | None, words: Words, *, begins: bool, again: bool, dated: bool) -> None:
    """Stop where options contradict `--for`, or lack it; `begins` says that a file is to be new."""
    if again and for_ is None:
        streams.stop(words("evidence.again"))
    if for_ is not None and dated:
        streams.stop(words("evidence.for-says", file=for_))
    if for_ is not None and begins:
        streams.stop(words("evidence.for-adds", file=for_))


def refuse_existing(output: str | None, words: Words) -> None:
    """Stop where a new assessment has no file to go to, or that is there already."""
    if output is None:
        streams.stop(words("evidence.yaml-file"))
    if output not in streams.STDOUT and (Path(output).is_file() or Path(output).is_symlink()):
        streams.stop(words("evidence.exists", file=output))


def opened_for(file: str, old: int, catalogue: Catalogue, language: Language | None) -> Amended:
    """The assessment of `--for`; stops where it can't be used."""
    told = words(language or session.FALLBACK)
    if is_workbook(file):
        streams.stop(told("evidence.for-workbook", file=file))
    try:
        data = content(Path(file))
    except Unreadable as error:
        streams.stop(session.why(error, told))
    told = words(language or declared_language(file, data) or session.FALLBACK)
    reader = Reader(catalogue, together=True)
    try:
        reading = held(reader, opened(file, data, language))
    except Unreadable as error:
        streams.stop(session.why(error, told))
    except Invalid as invalid:
        session.complain(invalid.problems, told)
        raise typer.Exit(1) from None
    one = reading.assessment
    place = Setting(
        one.subject.name,
        one.subject.province or "",
        one.date.isoformat(),
        one.subject.code or "",
        old,
    )
    return Amended(file, data, reading.trees, place, told, (file, *map(str, reader.paths())))


def narrowed(amended: Amended, rubrics: Sequence[str]) -> tuple[Tree, ...]:
    """Those of its rubrics that are named, else all; stops at one that it does not list."""
    codes = {tree.rubric.code: tree for tree in amended.trees}
    named = [split_reference(each)[0] for each in rubrics]
    for each in named:
        if each not in codes:
            listed = ", ".join(codes)
            values = {"name": each, "listed": listed}
            streams.stop(amended.words("evidence.not-listed", file=amended.file, **values))
    return tuple(codes[each] for each in dict.fromkeys(named)) or amended.trees


def keyed(amended: Amended, found: Proposals, catalogue: Catalogue) -> Proposals:
    """The candidates, with the keys by which the assessment cites their documents already."""
    keys = candidates.keys(amended.file, amended.data, found.documents, catalogue)
    return replace(found, keys=keys)


def add(
    amended: Amended, found: Proposals, catalogue: Catalogue, *, named: bool, again: bool
) -> bool:
    """Add candidates to the assessment, and say how many; whether all had a place.

    They are added to what stands in the file now: somebody may have written in it while the
    documents were read.
    """
    told = amended.words
    try:
        data = content(Path(amended.file))
        new = candidates.added(
            amended.file,
            data,
            found.findings,
            found.documents,
            catalogue,
            told,
            named=named,
            again=again,
        )
    except Refused as refused:
        streams.stop(told(refused.key, **refused.values))
    except Unplaced:
        streams.say(told("evidence.unplaced", file=amended.file))
        return False
    except Unreadable as error:
        streams.stop(session.why(error, told))
    except Invalid as invalid:
        session.complain(invalid.problems, told)
        return False
    if new.candidates:
        if _read_again(amended.file) != data:
            streams.stop(told("evidence.changed", file=amended.file))
        streams.write(amended.file, lambda: new.text, told, "yaml")
        counts = {"count": new.candidates, "indicators": new.indicators}
        streams.answer(told("evidence.added", file=amended.file, **counts))
    else:
        key = "evidence.nothing-new-named" if named else "evidence.nothing-new"
        streams.answer(told(key, file=amended.file))
    for each in new.changed:
        streams.say(told("evidence.document-changed", file=each, assessment=amended.file))
    if new.unplaced:
        streams.say(told("evidence.no-place", file=amended.file, codes=", ".join(new.unplaced)))
    return not new.unplaced


def _read_again(file: str) -> bytes | None:
    try:
        return content(Path(file))
    except Unreadable:
        return None


def language_of(found: Proposals, told: Words) -> Words:
    """The language of an assessment that is begun: that of all its documents, if they have one."""
    spoken = {languages.language(each.document) for each in found.documents}
    one = next(iter(spoken)) if len(spoken) == 1 else ""
    return next((words(each) for each in LANGUAGES if each == one), told)


def begin(
    output: str,
    rubrics: Sequence[str],
    found: Proposals,
    catalogue: Catalogue,
    told: Words,
    own: Words,
    *,
    date: str | None,
    subject: str | None,
) -> None:
    """Write a new assessment in which the candidates wait to be read; stops where it can't be.

    What is `told` of it may be in another language than its `own`.
    """
    try:
        fresh = candidates.fresh(
            output,
            rubrics,
            catalogue,
            own,
            found.findings,
            found.documents,
            date=date,
            subject=subject,
        )
    except Refused as refused:
        streams.stop(told(refused.key, **refused.values))
    except Invalid as invalid:
        session.complain(invalid.problems, told)
        raise typer.Exit(1) from None
    streams.write(output, lambda: fresh.text, told, "yaml")
    if output not in streams.STDOUT:
        counts = [len(each.candidates) for each in found.findings.asked if each.candidates]
        key = "evidence.begun" if counts else "evidence.begun-empty"
        values = {"count": sum(counts), "indicators": len(counts)} if counts else {}
        streams.answer(told(key, file=output, **values))
        if own.language != told.language:
            streams.answer(told("evidence.begun-language"))
