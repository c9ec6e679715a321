"""From files to one assessment: all read, held against their rubrics, merged."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, Literal

from smartscore.api.calls import PathOrText, catalogue
from smartscore.merging.document import Merged, merged
from smartscore.merging.parts import Part, keeps_from_merging, part
from smartscore.merging.ratings import Settling, by_the_first, left_open
from smartscore.model.fields import Language
from smartscore.read import merging_faults, workbook_faults
from smartscore.read.assessments import Reader
from smartscore.read.comparing_faults import EACH_FILE_ONCE
from smartscore.read.files import content, given_twice
from smartscore.sheets import is_workbook
from smartscore.text.naming import codes
from smartscore.text.parsing import parse
from smartscore.text.problems import Complaint, Invalid, Place, Problem, Related
from smartscore.text.source import Source

Conflicts = Literal["judgements", "first", "refuse"]
"""What becomes of ratings that differ."""

_SETTLING: Final[Mapping[Conflicts, Settling]] = {
    "judgements": left_open,
    "first": by_the_first,
    "refuse": left_open,
}


def merge(
    files: Sequence[str | os.PathLike[str]],
    *,
    conflicts: Conflicts = "judgements",
    date: str | None = None,
    folder: str | os.PathLike[str] = ".",
    rubrics: PathOrText | None = None,
    allow_outside: bool = False,
) -> Merged:
    """Make one assessment of several of the same place: YAML or workbooks, two or more.

    Ratings that differ are kept as `judgements` of those who gave them and are left open, or with
    `conflicts="first"` the first file says what holds; `"refuse"` raises Invalid with them. `date`
    is the day of the judgement where the files do not agree on it. Paths in the result are relative
    to `folder`. `rubrics` and `allow_outside` are as of `assess`.

    Raises Invalid where a file can't be read as an assessment, or where they are of several places
    or use several versions of a rubric; Unreadable where a file can't be read at all; ValueError
    for fewer than two files or another word for `conflicts`.
    """
    if isinstance(files, str | os.PathLike) or len(files) < 2:
        raise ValueError("merge: two or more files are due")
    if conflicts not in _SETTLING:
        raise ValueError(f"conflicts: one of {', '.join(_SETTLING)} is due, not {conflicts!r}")
    reader = Reader(catalogue(rubrics, allow_outside=allow_outside), together=True)
    named = [(os.fspath(file), content(Path(file))) for file in files]
    return united(reader, named, Path(folder), conflicts, date)


def united(
    reader: Reader,
    files: Sequence[tuple[str, bytes]],
    folder: Path,
    conflicts: Conflicts,
    date: str | None = None,
    language: Language | None = None,
) -> Merged:
    """The same of files that were read; raises Invalid with every problem of every file."""
    if (twice := given_twice([file for file, _ in files])) is not None:
        one, other = (Place(files[i][0]) for i in twice)
        related = (Related(one, "other"),)
        raise Invalid([Complaint(EACH_FILE_ONCE, (), {}).at(other, related=related)])
    found: list[Part] = []
    problems: list[list[Problem]] = []
    for (file, data), code in zip(files, codes([file for file, _ in files]), strict=True):
        try:
            found.append(_part(reader, file, data, code, folder, language))
        except Invalid as invalid:
            problems.append(list(invalid.problems))
    if problems:
        raise Invalid(*problems)
    result = merged(found, reader.loader, folder, _SETTLING[conflicts], date)
    if conflicts == "refuse" and result.open:
        raise Invalid([_refused(each) for each in result.problems])
    return result


def _refused(problem: Problem) -> Problem:
    """A problem of a result that is not written, so that nothing can be mended in it."""
    if problem.code != merging_faults.RATINGS_DIFFER.code:
        return problem
    return problem._replace(values={**problem.values, "variant": "refused"})


def _part(
    reader: Reader, file: str, data: bytes, code: str, folder: Path, language: Language | None
) -> Part:
    """A file as a part; raises Invalid with what keeps it from being merged."""
    source, problems = _read(reader, file, data, language)
    if found := [each for each in problems if keeps_from_merging(each)]:
        raise Invalid(found)
    return part(reader, source, code, folder)


def _read(
    reader: Reader, file: str, data: bytes, language: Language | None
) -> tuple[Source, Sequence[Problem]]:
    """The source that a file is, and all that is wrong with it; offices may send single sheets."""
    if not is_workbook(file):
        source = parse(data, file)
        try:
            return source, reader.held(source).remarks
        except Invalid as invalid:
            return source, invalid.problems
    from smartscore.sheets import reading as sheets

    sheet = sheets.read(file, data, language, "en")
    try:
        return sheet, sheets.held(reader, sheet).remarks
    except Invalid as invalid:
        missing = workbook_faults.SHEETS_ARE_THERE.code
        return sheet, [each for each in sheet.in_order(invalid.problems) if each.code != missing]
