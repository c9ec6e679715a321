"""Ratings paired with their indicators: bare numbers in their measure, and answers of surveys."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from smartscore.model.assessment import Bare, Rating, ResponseFile
from smartscore.model.rubric import Indicator
from smartscore.read.files import attached_text, unattached
from smartscore.read.premises import Home
from smartscore.text.problems import Code, Complaint

if TYPE_CHECKING:
    from smartscore.read.surveys import SurveyFile

ANSWERS_ARE_THERE: Final = Code("A110")
"""The file of a survey can be read.

The path is relative to the assessment, the file is CSV in UTF-8 with names in its first row. Save a
workbook (`.xlsx`, `.ods`), or what Excel calls CSV or Unicode text, as "CSV UTF-8".

Breaks:
    rubrics: [measured@1]
    ratings:
      measured:
        liking:
          responses: {file: nowhere.csv, column: u1}
          because: They were asked.
          evidence: [{cite: plan2024, at: 1, shows: The answers}]

Keeps:
    rubrics: [measured@1]
    ratings:
      measured:
        liking:
          responses: {file: answers.csv, column: u1}
          because: They were asked.
          evidence: [{cite: plan2024, at: 1, shows: The answers}]
"""

Found = Mapping[str, Mapping[str, Rating | None] | None]
"""Ratings by the code of their rubric and then of their indicator."""

Indicators = Mapping[str, Mapping[str, Indicator]]
"""The indicators of rubrics, by the code of the rubric and then by their own."""

NOWHERE: Indicators = {}
"""No indicator is known, so that nothing is known of scales."""


def paired(ratings: Found, indicators: Indicators) -> Found:
    """The ratings with each bare number taken for what its indicator measures.

    What is written with a key stays what it is, so that a level of a quantity is told and not taken
    for its value.
    """
    changed: dict[str, dict[str, Rating | None]] = {}
    for group, found in ratings.items():
        for code, rating in (found or {}).items():
            indicator = indicators.get(group, {}).get(code)
            if isinstance(rating, Bare) and indicator is not None:
                inside = changed.setdefault(group, dict(found or {}))
                inside[code] = rating.measured_by(indicator.measure)
    return {group: changed.get(group, found) for group, found in ratings.items()}


def with_answers(
    ratings: Found, home: Home, indicators: Indicators = NOWHERE
) -> tuple[Found, list[Complaint]]:
    """The ratings with the answers of their survey files, and what is wrong with them.

    Answers off the scale of their indicator are told with their rows and left out.
    """
    complaints: list[Complaint] = []
    files: dict[str, SurveyFile | OSError | ValueError] = {}
    changed: dict[str, dict[str, Rating | None]] = {}
    for group, found in ratings.items():
        for code, rating in (found or {}).items():
            if rating is None or not isinstance(rating.responses, ResponseFile):
                continue
            route, name = ("ratings", group, code, "responses"), rating.responses.file
            file = files[name] = files.get(name) or _opened(home, name)
            if not isinstance(file, OSError | ValueError):
                indicator = indicators.get(group, {}).get(code)
                survey = indicator.survey if indicator else None
                answers = file.answers(rating.responses, survey, route)
                complaints += answers.complaints
                filled = rating.model_copy(update={"responses": answers.numbers})
            else:
                complaints.append(unattached(ANSWERS_ARE_THERE, (*route, "file"), name, file))
                filled = rating.model_copy(update={"responses": ()})
            changed.setdefault(group, dict(found or {}))[code] = filled
    return {group: changed.get(group, found) for group, found in ratings.items()}, complaints


def _opened(home: Home, name: str) -> "SurveyFile | OSError | ValueError":
    """A file of answers, or why it can't be read."""
    from smartscore.read.surveys import SurveyFile

    try:
        text = attached_text(home, name)
    except (OSError, ValueError) as error:
        return error
    return ValueError("encoding") if "\0" in text else SurveyFile(text)
