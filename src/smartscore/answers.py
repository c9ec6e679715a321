"""Answers of surveys, from the columns of CSV files beside an assessment."""

import csv
from collections.abc import Collection, Iterator, Mapping
from io import StringIO
from typing import Final

from pydantic_core import PydanticCustomError

from smartscore.assessment import Assessment, Rating, ResponseFile, short_for
from smartscore.fields import number, shown
from smartscore.loading import attached_text, unattached
from smartscore.premises import Home
from smartscore.problems import Complaint, Route

_DELIMITERS: Final = ",;\t|"
_TOLD: Final = 20
"""So many faulty rows of a column are told; more of the same would bury them."""


def with_answers(assessment: Assessment, home: Home) -> tuple[Assessment, list[Complaint]]:
    """The assessment with the answers of its survey files in it, and what is wrong with them."""
    complaints: list[Complaint] = []
    groups = dict(assessment.ratings)
    for group, ratings in assessment.ratings.items():
        for code, rating in (ratings or {}).items():
            if rating is None or not isinstance(rating.responses, ResponseFile):
                continue
            route = ("ratings", group, code, "responses")
            answers, wrong = _column(rating.responses, home, route)
            complaints += wrong
            filled = rating.model_copy(update={"responses": answers})
            groups[group] = {**(groups[group] or {}), code: filled}
    if all(groups[group] is assessment.ratings[group] for group in groups):
        return assessment, complaints
    return assessment.model_copy(update={"ratings": groups}), complaints


def _column(
    responses: ResponseFile, home: Home, route: Route
) -> tuple[tuple[int | float, ...], list[Complaint]]:
    try:
        text = attached_text(home, responses.file)
    except (OSError, ValueError) as error:
        return (), [unattached("A110", (*route, "file"), responses.file, error)]
    rows = _rows(text)
    header = next(rows, (1, []))[1]
    names = [name.strip() for name in header]
    if responses.column not in names:
        values = {"file": responses.file, "column": responses.column, "columns": ", ".join(names)}
        return (), [Complaint("A112", (*route, "column"), values)]
    place = names.index(responses.column)
    answers: list[int | float] = []
    complaints: list[Complaint] = []
    for line, row in rows:
        if not any(cell.strip() for cell in row):
            continue
        values = {"file": responses.file, "row": str(line)}
        if len(row) <= place:
            complaints.append(Complaint("A113", route, {**values, "count": str(len(row))}))
            continue
        cell = row[place].strip()
        if not cell:  # asked, and did not answer
            continue
        answer = _answer(cell)
        if answer is None:
            complaints.append(Complaint("A114", route, {**values, "value": shown(cell)}))
        else:
            answers.append(answer)
    if not answers and not complaints:
        complaints.append(Complaint("A115", route, {"file": responses.file}))
    return tuple(answers), complaints[:_TOLD]


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV text with the line on which each ends; delimiters are csv's to find out."""
    try:
        dialect = csv.Sniffer().sniff(text[:8192], delimiters=_DELIMITERS)
        reader = csv.reader(StringIO(text, newline=""), dialect)
    except csv.Error:  # too few or too uneven rows to tell: the names of the columns decide
        header = text.partition("\n")[0]
        delimiter = max(_DELIMITERS, key=header.count)
        reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield reader.line_num, []
            continue
        yield reader.line_num, row


def _answer(cell: str) -> int | float | None:
    for kind in (int, float):
        try:
            found: int | float = number(kind(cell))
        except (ValueError, PydanticCustomError):
            continue
        return found
    return None


def in_their_measure(
    assessment: Assessment,
    measures: Mapping[str, Mapping[str, str]],
    bare: Collection[tuple[str, str]],
) -> Assessment:
    """The assessment with each bare number taken for what its indicator measures.

    `measures` holds the measure of each indicator by rubric and code, `bare` the rubrics and codes
    of ratings that are written without a key. What is written with a key stays what it is, so that
    a level of a quantity is told and not taken for its value.
    """
    groups = dict(assessment.ratings)
    for group, ratings in assessment.ratings.items():
        for code, rating in (ratings or {}).items():
            measure = measures.get(group, {}).get(code)
            if rating is None or measure is None or (group, code) not in bare:
                continue
            found = rating.value if rating.level is None else rating.level
            if found is not None:
                adapted = Rating.model_validate(short_for(found, measure))
                groups[group] = {**(groups[group] or {}), code: adapted}
    return assessment.model_copy(update={"ratings": groups})


def bare_ratings(ratings: object, group: str) -> Iterator[tuple[str, str]]:
    """Those of a group's ratings, as plain data, that are written without a key."""
    if isinstance(ratings, Mapping):
        yield from ((group, code) for code, found in ratings.items() if _is_bare(found))


def _is_bare(found: object) -> bool:
    return found is not None and not isinstance(found, Mapping)
