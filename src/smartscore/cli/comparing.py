"""The places that `compare` holds together, of files or of a table, and how it shows them."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from smartscore.api.beside import Named, unlike
from smartscore.cli import answering, counting, session, streams, tabled
from smartscore.cli.compare import Format
from smartscore.model.fields import Language
from smartscore.read.shelf import Catalogue
from smartscore.studies.comparison import Compared
from smartscore.studies.entries import Entry, entry
from smartscore.studies.remarks import Remarked
from smartscore.tables.endings import ENDINGS
from smartscore.tables.marks import Mark
from smartscore.text.problems import Problem
from smartscore.words import Words

if TYPE_CHECKING:
    from smartscore.reports.answer import Answer
    from smartscore.reports.xlsx.workbook import Made


class Asked(NamedTuple):
    """What is to be compared: files, and how they are read; what a `sample` must know at least."""

    files: Sequence[str]
    rubrics: Sequence[str]
    weighting: str | None
    map_: str | None
    group: str | None
    sample: Fraction
    language: Language | None
    thousands: Mark | None = None


class Places(NamedTuple):
    """Places, the files that were read for them, and how many rows of a table can't be taken.

    `inputs` are the assessments, and None for a table, whose `problems` are told instead.
    """

    entries: tuple[Entry, ...]
    words: Words
    files: tuple[str, ...]
    inputs: session.Inputs | None = None
    problems: tuple[Problem, ...] = ()
    lost: int = 0
    remarks: tuple[Remarked, ...] = ()

    def remark(self) -> None:
        """What did not keep places from being compared."""
        if self.inputs is None:
            counting.tell_all(self.problems, self.words)
        else:
            session.remark(self.inputs)

    @property
    def is_faulty(self) -> bool:
        """Whether an error is left."""
        found = self.problems if self.inputs is None else self.inputs.remarks
        return session.has_errors(found)


def places(asked: Asked, catalogue: Catalogue, told: Words, *, across_versions: bool) -> Places:
    """The places to compare; stops where there are none."""
    if tabled.is_one(asked.files, told):
        return _of_table(asked, catalogue, told)
    if len(asked.files) < 2:
        streams.stop(told("compare.one"))
    if asked.map_ is not None or asked.thousands is not None:
        option = "--map" if asked.map_ is not None else "--thousands"
        streams.stop(told("table.no-map", option=option))
    inputs = session.read_all(
        asked.files,
        catalogue,
        asked.rubrics,
        asked.language,
        asked.weighting,
        sample=asked.sample,
    )
    named = [Named(*each) for each in zip(asked.files, inputs.results, strict=True)]
    session.refuse(unlike(named, across_versions=across_versions), inputs.words)
    return Places(tuple(map(entry, inputs.results)), inputs.words, inputs.files, inputs)


def _of_table(asked: Asked, catalogue: Catalogue, told: Words) -> Places:
    (file,) = asked.files
    found = tabled.places(
        file,
        asked.rubrics,
        catalogue,
        told,
        weighting=asked.weighting,
        map_=asked.map_,
        thousands=asked.thousands,
        group=asked.group,
        coverage=asked.sample,
    )
    if len(found.entries) < 2:
        counting.tell_all(found.problems, told)
        streams.stop(told("table.too-few"))
    read = [file, *([asked.map_] if asked.map_ is not None else []), *asked.rubrics]
    lost, remarks = found.lost, found.remarks
    return Places(found.entries, told, tuple(read), None, found.problems, lost, remarks)


def kind(output: str | None, format: Format | None, told: Words) -> Format:
    """How it is shown: as is said, or by the ending of the output; stops at one of another kind."""
    if format is None and output is not None and PurePath(output).suffix.lower() in ENDINGS:
        streams.stop(told("compare.ending", file=output))
    return answering.kind(output, format, Format, told)


def show(found: Compared, kind: Format, output: str | None, words: Words, *, whole: bool) -> None:
    """Print what was found, or write it to a file."""
    if kind is Format.XLSX:
        made = _workbook(found, words)
        streams.write(output, lambda: made.content, words, kind.value)
        for sentence in made.left_out:
            streams.say(sentence)
        return

    if kind is Format.HTML:
        streams.write(output, lambda: _page(found, words), words, kind.value)
        return

    def answer() -> "Answer":
        from smartscore.reports.answer.compare import answer

        return answer(found, words, whole=whole)

    answering.show(answer, found.to_dict, answering.Format(kind.value), output, words)


def _page(found: Compared, words: Words) -> str:
    """The page; stops where there are too many places for one."""
    from smartscore.reports.league_page import MOST, html

    count = len(found.entries)
    if count > MOST:
        streams.stop(words("page.places.too-many", count=count, most=MOST))
    return html(found, words)


def _workbook(found: Compared, words: Words) -> "Made":
    """The workbook; stops, and says why, where there can be none."""
    from smartscore.reports.xlsx import MAX_ROWS, NotInstalled, TooMany
    from smartscore.reports.xlsx.league import workbook

    try:
        return workbook(found, words)
    except NotInstalled:
        streams.stop(words("report.no-xlsxwriter"))
    except TooMany as much:
        values = {"sheet": much.sheet, "count": much.count, "most": MAX_ROWS}
        streams.stop(words("report.too-many-rows", **values))
