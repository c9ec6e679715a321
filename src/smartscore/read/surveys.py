"""The answers in a column of a survey's file, or what is wrong with each of its rows."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple

from smartscore.arithmetic.numbers import exact
from smartscore.model.assessment import ResponseFile
from smartscore.model.fields import shown
from smartscore.model.measures import Survey
from smartscore.read import survey_faults, survey_totals
from smartscore.text import delimited, notation
from smartscore.text.delimited import Cell, Fault, Table
from smartscore.text.nodes import JSON_NUMBER, LONGEST_NUMBER
from smartscore.text.problems import Code, Complaint, Route, closest

TOLD: Final = 10
"""So many faulty rows of a column are told, and how many there are in all."""

_LISTED: Final = 12
"""So many columns are listed where the one that is asked for is not there."""

_COMMA: Final = re.compile(r"-?(?:0|[1-9][0-9]*),[0-9]+")
_LIKE_A_COMMA: Final = re.compile(r"[^\w,]*[0-9]*,[0-9]*[^\w,]*")
_THOUSANDS: Final = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}")
_FAULTS: Final = {
    "length": survey_faults.ROWS_FIT_THE_HEADING,
    "open": survey_faults.MARKS_ARE_CLOSED,
    "behind": survey_faults.MARKS_END_THEIR_CELLS,
    "long": survey_faults.CELLS_ARE_SHORT,
    "line": survey_faults.ROWS_END_IN_ONE_WAY,
}

Number = int | float
Mark = Literal["", ".", ","]


class Answers(NamedTuple):
    """The answers of a column, and what is wrong with it."""

    numbers: tuple[Number, ...]
    complaints: tuple[Complaint, ...] = ()


class SurveyFile:
    """A file of answers, divided once for all the columns that are asked for."""

    def __init__(self, text: str) -> None:
        self._tables = delimited.tables(text)

    def answers(self, asked: ResponseFile, survey: Survey | None, route: Route) -> Answers:
        """The answers in a column; `survey` is their scale, where it is known.

        `route` leads to the rating's `responses`, about which any complaint is.
        """
        column = _Column(asked, survey, route)
        found = [table for table in self._tables if column.places(table)]
        if not found:
            return Answers((), (column.is_missing(self._best()),))
        readings = [column.read(table) for table in self._meant(found, asked)]
        whole = next((table for table in found if not table.divides), None)
        if len(self._tables) > 1 and (row := column.is_torn(readings[0], whole)):
            return Answers((), (column.is_read_in_two_ways(row),))
        return column.settled(readings)

    def _meant(self, tables: list[Table], asked: ResponseFile) -> list[Table]:
        """Of the tables with the column those that are meant: which fit, if any does.

        What no delimiter divides is meant only where nothing can be divided, or where the whole
        first line is the heading that is asked for.
        """
        divided = [table for table in tables if table.divides]
        whole = [table for table in tables if not table.divides]
        fitting = [table for table in divided if table.fits]
        if fitting:
            return fitting
        can_divide = any(table.divides for table in self._tables)
        if whole and (not can_divide or isinstance(asked.column, str)):
            return [table for table in whole if table.fits] or whole[:1]
        return [max(divided, key=lambda table: len(table.headings))]

    def _best(self) -> Table:
        """The table to speak of where none has the column."""
        return max(self._tables, key=lambda t: (t.divides and t.fits, len(t.headings)))


class _Reading(NamedTuple):
    """What a column holds as one table divides the text: each answer by the row it stands in."""

    table: Table
    answers: dict[int, Number]
    complaints: list[Complaint]
    faults: int


class _Column:
    """A column that is asked for, with what its answers may be."""

    def __init__(self, asked: ResponseFile, survey: Survey | None, route: Route) -> None:
        self._asked, self._survey, self._route = asked, survey, route
        self._values = {"file": asked.file, "column": shown(asked.column)}
        self._no_answer = {
            exact(each) if isinstance(each, Number) else delimited.plain(each)
            for each in asked.no_answer
        }

    def places(self, table: Table) -> list[int]:
        """Where the column stands in a table, counted from 0."""
        if isinstance(self._asked.column, int):
            return [self._asked.column - 1][: self._asked.column <= len(table.headings)]
        wanted = delimited.plain(self._asked.column)
        return [i for i, heading in enumerate(table.headings) if heading == wanted]

    def is_missing(self, table: Table) -> Complaint:
        """That the column is not there, and what is."""
        headings = table.headings
        if not headings:
            first = next(table.column(0), None)
            return (
                self._of_row(first)
                if isinstance(first, Fault)
                else self._complaint(survey_faults.ANSWERS_ARE_NOT_EMPTY)
            )
        if isinstance(self._asked.column, int):
            return self._complaint(
                survey_faults.NUMBERS_OF_COLUMNS_ARE_THERE, count=str(len(headings))
            )
        listed = ", ".join(map(shown, headings[:_LISTED])) + "…" * (len(headings) > _LISTED)
        near = closest(delimited.plain(self._asked.column), headings)
        values = {"columns": listed, "suggestion": shown(near)}
        return self._complaint(survey_faults.ANSWERS_HAVE_A_COLUMN, **values)._replace(
            route=(*self._route, "column")
        )

    def read(self, table: Table) -> _Reading:
        """The answers of a table, and what is wrong with its rows in their order."""
        reading = _Reading(table, {}, [], 0)
        places = self.places(table)
        if len(places) > 1:
            numbers = ", ".join(str(place + 1) for place in places)
            several = self._complaint(
                survey_faults.COLUMNS_HAVE_HEADINGS_OF_THEIR_OWN,
                count=str(len(places)),
                places=numbers,
            )
            return reading._replace(complaints=[several], faults=1)
        number = str(self._asked.column)
        if isinstance(self._asked.column, int) and number in table.headings:
            other = table.headings.index(number)
            if other != places[0]:
                named = shown(table.headings[places[0]])
                both = self._complaint(
                    survey_faults.NUMBERS_ARE_NOT_HEADINGS_TOO, heading=named, other=str(other + 1)
                )
                return reading._replace(complaints=[both], faults=1)
        heading = table.headings[places[0]]
        if isinstance(self._asked.column, int) and self._is_like_an_answer(heading):
            first = self._complaint(survey_faults.ANSWERS_ARE_NOT_HEADINGS, heading=heading)
            return reading._replace(complaints=[first], faults=1)
        faults = 0
        for complaint in self._taken(table, places[0], reading.answers):
            faults += 1
            if faults <= TOLD:
                reading.complaints.append(complaint)
        return reading._replace(faults=faults)

    def settled(self, readings: list[_Reading]) -> Answers:
        """The answers on which all readings agree: those by other delimiters, whether they have
        answers or complaints, and those by other customs of quoting that have answers.
        """
        first = next((r for r in readings if r.answers), readings[0])
        others = readings
        if first.table.fits:
            otherwise = map(self.read, filter(self.places, first.table.otherwise_quoted()))
            others = [*readings, *(other for other in otherwise if other.answers)]
        for other in others:
            if other.answers != first.answers:
                row = _first_difference(first.answers, other.answers)
                return Answers((), (self.is_read_in_two_ways(row),))
        first = next((r for r in readings if r.complaints), first)
        complaints = first.complaints
        if first.faults > TOLD:
            values = {"count": str(first.faults), "told": str(TOLD)}
            complaints = [self._complaint(survey_faults.ROWS_CAN_BE_TAKEN, **values), *complaints]
        elif not first.answers and not complaints:
            complaints = [self._complaint(survey_faults.ANSWERS_ARE_NOT_EMPTY)]
        return Answers(tuple(first.answers.values()), tuple(complaints))

    def is_read_in_two_ways(self, row: int) -> Complaint:
        """That the answers from a row on depend on how the file is read."""
        return self._complaint(survey_faults.FILES_ARE_READ_IN_ONE_WAY, row=str(row))

    def is_torn(self, reading: _Reading, whole: Table | None) -> int:
        """The row from which on a comma that delimits may be the decimal mark; 0 if none may.

        `whole` is the text as one column. A comma can't be both: where each row of it is digits
        about a comma, or one has a decimal comma under a heading with a comma as in prose; and
        where `decimal` says so and no answer in marks has one.
        """
        table = reading.table
        if table.dialect.delimiter != "," or not table.divides:
            return 0
        if whole and whole.fits:
            cells = [cell for cell in whole.column(0) if isinstance(cell, Cell)]
            texts = [cell.text.strip() for cell in cells]
            is_prose = ", " in whole.headings[0] and any(map(_COMMA.match, texts))
            if cells and (is_prose or all(map(_LIKE_A_COMMA.fullmatch, texts))):
                return cells[0].row
        whole_numbers = all(isinstance(number, int) for number in reading.answers.values())
        if self._asked.decimal == "," and whole_numbers and not reading.complaints:
            return next(iter(reading.answers), 0)
        return 0

    def _taken(self, table: Table, place: int, answers: dict[int, Number]) -> Iterator[Complaint]:
        """Put the answers of a column into `answers`, and complain of what is none."""
        marks = self._marks(table)
        seen: dict[Mark, int] = {}
        last = (0, "")
        for cell in table.column(place):
            if isinstance(cell, Fault):
                yield self._of_row(cell)
                continue
            if cell.instead and self._hides_answers(cell):
                yield self._complaint(
                    survey_faults.ROWS_ARE_NOT_IN_CELLS, row=str(cell.row), last=str(cell.last)
                )
                continue
            text = cell.text.strip()
            if self._is_no_answer(text):
                continue
            number, mark = _number(text)
            values = {"row": str(cell.row), "value": shown(text)}
            last = (cell.row, text)
            if survey_totals.is_summary(cell.label):
                label = shown(cell.label)
                yield self._complaint(
                    survey_faults.ANSWERS_ARE_NUMBERS, **values, label=label, variant="summary"
                )
            elif self._asked.decimal is None and _THOUSANDS.fullmatch(text):
                other_way = {"mark": mark, "other": re.sub("[.,]", "", text)}
                yield self._complaint(
                    survey_faults.ONE_DECIMAL_MARK_A_COLUMN,
                    **values,
                    **other_way,
                    variant="grouped",
                )
            elif number is None:
                said = notation.read(text)
                plain = said.written if said and not said.other else ""
                yield self._complaint(survey_faults.ANSWERS_ARE_NUMBERS, **values, suggestion=plain)
            elif mark and mark not in marks:
                yield self._complaint(survey_faults.DECIMAL_MARKS_ARE_KNOWN, **values, mark=mark)
            elif mark and (other := seen.get("," if mark == "." else ".")):
                yield self._complaint(
                    survey_faults.ONE_DECIMAL_MARK_A_COLUMN, **values, other=str(other)
                )
            elif not self._is_on_the_scale(number):
                yield self._off_the_scale(values | {"listed": shown(number)})
            else:
                answers[cell.row] = number
            if mark:
                seen.setdefault(mark, cell.row)
        yield from self._mean_at_the_foot(*last, answers)

    def _mean_at_the_foot(
        self, row: int, text: str, answers: dict[int, Number]
    ) -> Iterator[Complaint]:
        """Take the last answer out where it is the mean of the others, and complain of it."""
        if row in answers and survey_totals.is_mean(text, [*answers.values()][:-1]):
            del answers[row]
            yield self._complaint(
                survey_faults.ANSWERS_ARE_NUMBERS, row=str(row), value=shown(text), variant="mean"
            )

    def _marks(self, table: Table) -> str:
        """The decimal marks that are read."""
        if self._asked.decimal is not None:
            return self._asked.decimal
        return ".," if table.divides and table.dialect.delimiter in ";\t" else "."

    def _is_no_answer(self, text: str) -> bool:
        if not text or delimited.plain(text) in self._no_answer:
            return True
        if self._asked.decimal is None and _THOUSANDS.fullmatch(text):
            return False
        number, _ = _number(text)
        return number is not None and exact(number) in self._no_answer

    def _is_like_an_answer(self, heading: str) -> bool:
        """Whether a heading may be the first answer of a file without headings."""
        number, _ = _number(heading)
        if number is None:
            return False
        return self._is_on_the_scale(number) or exact(number) in self._no_answer

    def _hides_answers(self, cell: Cell) -> bool:
        """Whether the lines of a row would hold other answers than the row, were they rows."""

        def answers(texts: Sequence[str]) -> list[Number]:
            plain = (text.strip().strip('"') for text in texts)
            found = (_number(text)[0] for text in plain if not self._is_no_answer(text))
            return [number for number in found if number is not None]

        return answers(cell.instead) != answers([cell.text])

    def _is_on_the_scale(self, number: Number) -> bool:
        if self._survey is None:
            return True
        return exact(self._survey.min) <= exact(number) <= exact(self._survey.max)

    def _off_the_scale(self, values: dict[str, str]) -> Complaint:
        assert self._survey is not None
        scale = {"min": shown(self._survey.min), "max": shown(self._survey.max)}
        return self._complaint(survey_faults.ANSWERS_OF_FILES_ARE_ON_THE_SCALE, **values, **scale)

    def _of_row(self, fault: Fault) -> Complaint:
        values = {"count": str(fault.found), "expected": str(fault.expected)}
        return self._complaint(_FAULTS[fault.kind], row=str(fault.row), **values)

    def _complaint(self, code: Code, **values: str) -> Complaint:
        return Complaint(code, self._route, {**self._values, **values})


def _number(text: str) -> tuple[Number | None, Mark]:
    """A number in plain decimal notation, and its decimal mark; None where it is no such number.

    >>> _number("3"), _number("3.5"), _number("3,5"), _number("+3"), _number("1e3")
    ((3, ''), (3.5, '.'), (3.5, ','), (None, ''), (None, ''))
    """
    if len(text) > LONGEST_NUMBER:
        return None, ""
    if _COMMA.fullmatch(text):
        return float(text.replace(",", ".")), ","
    match = JSON_NUMBER.fullmatch(text)
    if match is None:
        return None, ""
    return (float(text), ".") if match["fraction"] else (int(text), "")


def _first_difference(one: dict[int, Number], other: dict[int, Number]) -> int:
    rows = sorted({*one, *other})
    return next(row for row in rows if one.get(row) != other.get(row))
