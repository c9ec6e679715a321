"""A workbook as the source of an assessment: its data, its problems, the cell of each route."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from pathlib import Path
from typing import Any, Final

from smartscore.model.assessment import RATINGS, Assessment
from smartscore.model.fields import Language
from smartscore.model.rubric import Rubric
from smartscore.read import workbook_faults
from smartscore.read.assessments import (
    RUBRIC_LISTED_TWICE,
    TWO_RUBRICS_OF_ONE_CODE,
    Reader,
    Reading,
    Wanted,
    spellings,
)
from smartscore.read.models import as_model
from smartscore.read.rubrics import Loaded
from smartscore.rules.rule import indicators
from smartscore.sheets.columns import MARK
from smartscore.sheets.contents import Grid
from smartscore.sheets.opening import grids
from smartscore.sheets.table import Findings, Table, offer
from smartscore.sheets.taking import take
from smartscore.text import shape_faults
from smartscore.text.file_faults import RESULTS_ARE_NO_WORKBOOK
from smartscore.text.problems import Complaint, Invalid, Place, Problem, Route, Severity, in_order
from smartscore.text.source import Source
from smartscore.words import words

_OF_CELLS: Final = ("A5", "Y1")
_NEEDED: Final = ("name", "date", "id", "cite")
"""Keys of which each has a cell of its own that can not stay empty."""

_OF_KEYS: Final = (workbook_faults.MACHINE_KEYS.code, workbook_faults.COLUMNS_ARE_THERE.code)
_NUMBERS: Final = ("level", "value")
"""What a problem says of a cell's own number."""

_DECIMAL: Final = re.compile(r"-?[0-9]+\.[0-9]+").fullmatch
_BLOCKING: Final = ("A5", "S", "Y")
_OF_TWO_RUBRICS: Final = (RUBRIC_LISTED_TWICE.code, TWO_RUBRICS_OF_ONE_CODE.code)


class SheetSource(Source):
    """A workbook in the place of a text; `remarks` are warnings about its sheets."""

    def __init__(self, name: str, opened: Sequence[Grid], language: Language) -> None:
        super().__init__(name, "")
        self.words = words(language)
        self._findings = Findings(name, self.words)
        self.assessment = take(opened, self._findings)
        self.data = self.assessment
        self.problems = self._findings.problems
        self.remarks = self._findings.remarks

    def problem(self, complaint: Complaint) -> Problem:
        """As of a text, but in the words of the sheet where keys of the format say nothing."""
        found = super().problem(complaint)
        code, values = complaint.code, complaint.values
        if found.place not in self:
            return found
        key = values.get("key", "")
        needed_here = key in _NEEDED or (complaint.route, key) == (("masterplan",), "title")
        if code == shape_faults.KEY_IS_MISSING and needed_here:
            needed = workbook_faults.NEEDED_CELLS_ARE_FILLED
            return super().problem(complaint._replace(code=needed, values={}))
        if code == shape_faults.NOT_ONE_OF_THE_CHOICES:
            choices = values.get("choices", "").split(", ")
            offered = ", ".join(offer(choice, self.words) for choice in choices)
            said = {**values, "choices": offered}
            if meant := values.get("suggestion"):
                said["suggestion"] = offer(meant, self.words)
            return found._replace(values=said)
        return found._replace(values={**found.values, **self._as_shown(found.values)})

    def _as_shown(self, values: Mapping[str, str]) -> dict[str, str]:
        """Numbers of cells with the decimal mark that the sheet is read with."""
        mark = self.words("decimal-mark")
        numbers = ((name, values.get(name, "")) for name in _NUMBERS)
        return {name: said.replace(".", mark) for name, said in numbers if _DECIMAL(said)}

    def place(self, route: Route, *, key: bool = False) -> Place:  # noqa: ARG002
        """The cell of the value at the end of a route, or of the nearest that has one.

        Parts of the route that match nothing are passed over, as in a text.
        """
        here: Any = self.data
        known: Route = ()
        found = self._findings.places.get((), Place(self.name))
        for part in route:
            if isinstance(here, list):
                inside = isinstance(part, int) and part < len(here)
            else:
                inside = isinstance(here, dict) and part in here
            if inside:
                here = here[part]
            elif (*known, part) not in self._findings.places:
                continue
            known = (*known, part)
            found = self._findings.places.get(known, found)
        return found

    def is_unsure(self, route: Route) -> bool:
        """Whether the cell of a value can't be taken: what stands in its place says nothing."""
        return self.place(route) in self._findings.not_taken

    def missing(self, reader: Reader) -> Iterator[Problem]:
        """Sheets that the rubrics of the assessment have, and the workbook has not."""
        data: Any = self.data
        listed = data.get("rubrics", ()) if isinstance(data, dict) else ()
        places = self._findings.places
        for code in groups(reader, listed, self.folder):
            if ("ratings", code) not in places:
                yield Complaint(workbook_faults.SHEETS_ARE_THERE, values={"sheet": code}).at(
                    Place(self.name)
                )

    def mislabelled(self, reader: Reader) -> Iterator[Problem]:
        """Levels of which the label is that of another level: nobody knows which is meant."""
        data: Any = self.data
        found = groups(reader, data.get("rubrics", ()), self.folder)
        for route, label in self._findings.labels.items():
            rubric = found.get(str(route[1]))
            rating = data["ratings"][route[1]][route[2]]
            level = (rating["plan"] if "plan" in route else rating).get("level")
            points = (
                {p.points for p in rubric.scale if label in spellings(p)} if rubric else {level}
            )
            if points and level not in points:
                values = {"level": str(level), "label": label}
                wrong = Complaint(workbook_faults.LEVELS_HAVE_THEIR_OWN_LABEL, values=values)
                yield wrong.at(self.place(route))

    def is_unusable(self, problem: Problem) -> bool:
        """Whether a problem leaves no assessment to be written: of a cell, or of the shape."""
        here = problem.place.file == self.name or problem.place in self
        return here and problem.severity == Severity.ERROR and problem.code.startswith(_BLOCKING)

    def in_order(self, problems: Iterable[Problem]) -> list[Problem]:
        """Problems sheet by sheet and row by row, then those of other files; each once.

        Where a cell can't be taken, nothing else is told of it; where the keys of a sheet are not
        what they were, nothing else of that sheet.
        """
        found = in_order([*problems])
        blamed = {p.place for p in found if p.code.startswith(_OF_CELLS) and p.place in self}
        order = self._findings.order
        unsure = {order[p.place.file][0] for p in found if p.code in _OF_KEYS and p.place in self}
        kept = [
            problem
            for problem in found
            if problem.code.startswith(_OF_CELLS)
            or (
                problem.place not in blamed
                and order.get(problem.place.file, ("",))[0] not in unsure
            )
        ]
        return sorted(kept, key=lambda problem: problem.place not in self)

    def __contains__(self, place: Place) -> bool:
        """Whether a place is in the workbook, and not in another file."""
        return place.file in self._findings.order


def read(name: str, content: bytes, language: Language | None, fallback: Language) -> SheetSource:
    """The source that a workbook is; in the given language, else its own, else the fallback.

    Raises Unreadable where the file is no workbook or exceeds a limit, Invalid where it is one of
    another kind.
    """
    opened = grids(content, name)
    if opened and not any(map(Table.is_ours, opened)):
        values = {"variant": "results"} if any(map(_has_results, opened)) else {}
        raise Invalid([Complaint(RESULTS_ARE_NO_WORKBOOK, values=values).at(Place(name))])
    return SheetSource(name, opened, language or declared(opened) or fallback)


def _has_results(grid: Grid) -> bool:
    """Whether a sheet has the names of columns under which results are written."""
    heads = {value for (row, _), value in grid.cells.items() if row == 0}
    return {"subject", "rubric", "effective_weight"} <= heads


def _beside_faulty(
    reader: Reader, source: SheetSource, rubrics: Sequence[Wanted]
) -> tuple[Problem, ...]:
    """What the rules say of the other ratings where some are of the wrong shape.

    People who fill in a workbook send it back as a whole, so they had better hear all at once.
    """
    faulty = {complaint.route[:3] for complaint in as_model(source, Assessment)[1]}
    if not faulty or any(route[:1] != ("ratings",) or len(route) < 3 for route in faulty):
        return ()
    sound = copy(source)
    ratings: Any = source.assessment["ratings"]
    left: Any = {
        group: {
            code: v for code, v in (found or {}).items() if ("ratings", group, code) not in faulty
        }
        for group, found in ratings.items()
    }
    sound.data = {**source.assessment, "ratings": left}
    sound.problems = []
    try:
        return reader.held(sound, rubrics).remarks
    except Invalid as invalid:
        return invalid.problems


def groups(reader: Reader, references: Iterable[str], folder: Path) -> dict[str, Rubric]:
    """The rubrics with indicators of their own, by the code under which their ratings stand.

    Those that are named come first, then those that they take in; one that can't be used is left
    out.
    """
    named = (reader.loader.find(str(reference), folder) for reference in references)
    loaded = [found for found in named if isinstance(found, Loaded)]
    found: dict[str, Rubric] = {}
    for each in (*loaded, *(inner for one in loaded for inner in _inside(one))):
        if each.rubric is not None and indicators(each.rubric):
            found.setdefault(each.rubric.code, each.rubric)
    return found


def _inside(loaded: Loaded) -> Iterator[Loaded]:
    for inner in loaded.inside.values():
        yield inner
        yield from _inside(inner)


def is_of_shape(problem: Problem) -> bool:
    """Whether a problem leaves an assessment that a workbook can hold, with its rubrics."""
    return problem.code.startswith("A") and problem.code not in _OF_TWO_RUBRICS


def counted(data: object) -> tuple[int, int]:
    """How many indicators are rated, and how many there are or stand to be rated."""
    groups = data.get("ratings") if isinstance(data, dict) else None
    found = [rating for ratings in (groups or {}).values() for rating in (ratings or {}).values()]
    return sum(_is_rated(rating) for rating in found), len(found)


def _is_rated(rating: object) -> bool:
    """Whether a rating as it is written is one, and not the reason why there is none."""
    if isinstance(rating, dict):
        return any(rating.get(key) is not None for key in RATINGS.values())
    return rating is not None


def declared(opened: Sequence[Grid]) -> Language | None:
    """The language that a workbook asks for, if it says so in the words of the format."""
    for grid in opened:
        if grid.cells.get((0, 0)) == MARK and grid.cells.get((0, 1)) == "about":
            rows = {cell: row for (row, column), cell in grid.cells.items() if column == 0}
            value = grid.cells.get((rows.get("language", -1), 2))
            if value in ("id", "en"):
                return value  # type: ignore[return-value]
    return None


def held(reader: Reader, source: SheetSource, rubrics: Sequence[Wanted] = ()) -> Reading:
    """An assessment held against its rubrics, as `Reader.held` does; raises Invalid as it does."""
    lacking = [] if rubrics else [*source.missing(reader), *source.mislabelled(reader)]
    try:
        reading = reader.held(source, rubrics)
    except Invalid as invalid:
        further = _beside_faulty(reader, source, rubrics)
        raise Invalid([*invalid.problems, *further, *lacking, *source.remarks]) from None
    if lacking:
        raise Invalid([*lacking, *reading.remarks, *source.remarks])
    return reading._replace(remarks=(*reading.remarks, *source.remarks))
