"""Ratings paired with their indicators: bare numbers in their measure, and answers of surveys."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, TypeVar

from smartscore.model.assessment import Bare, Judgement, Rating, ResponseFile
from smartscore.model.measures import Survey
from smartscore.model.rubric import Indicator
from smartscore.read.files import attached_text, unattached
from smartscore.read.premises import Home
from smartscore.text.problems import Code, Complaint, Route

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

_Said = TypeVar("_Said", Rating, Judgement)

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
    filling = _Filling(home)
    changed: dict[str, dict[str, Rating | None]] = {}
    for group, found in ratings.items():
        for code, rating in (found or {}).items():
            if rating is None or not _has_a_file(rating):
                continue
            indicator = indicators.get(group, {}).get(code)
            survey = indicator.survey if indicator else None
            filled = filling.rating(rating, survey, ("ratings", group, code))
            changed.setdefault(group, dict(found or {}))[code] = filled
    filled_in = {group: changed.get(group, found) for group, found in ratings.items()}
    return filled_in, filling.complaints


def _has_a_file(rating: Rating) -> bool:
    """Whether its answers, or those of a judgement of it, stand in a file."""
    answers = (rating.responses, *(each.responses for each in rating.judgements))
    return any(isinstance(each, ResponseFile) for each in answers)


class _Filling:
    """Puts answers in the place of the files that hold them, each of which is read once."""

    def __init__(self, home: Home) -> None:
        self.complaints: list[Complaint] = []
        self._home = home
        self._files: dict[str, SurveyFile | OSError | ValueError] = {}

    def rating(self, rating: Rating, survey: Survey | None, route: Route) -> Rating:
        """A rating with its answers, and with those of its judgements."""
        judgements = tuple(
            self._filled(each, survey, (*route, "judgements", i))
            for i, each in enumerate(rating.judgements)
        )
        filled = self._filled(rating, survey, route)
        return filled.model_copy(update={"judgements": judgements}) if judgements else filled

    def _filled(self, said: _Said, survey: Survey | None, route: Route) -> _Said:
        asked = said.responses
        if not isinstance(asked, ResponseFile):
            return said
        here: Route = (*route, "responses")
        name = asked.file
        file = self._files[name] = self._files.get(name) or _opened(self._home, name)
        if isinstance(file, OSError | ValueError):
            complaint = unattached(ANSWERS_ARE_THERE, (*here, "file"), name, file)
            self.complaints.append(complaint)
            return said.model_copy(update={"responses": ()})
        answers = file.answers(asked, survey, here)
        self.complaints += answers.complaints
        return said.model_copy(update={"responses": answers.numbers})


def _opened(home: Home, name: str) -> "SurveyFile | OSError | ValueError":
    """A file of answers, or why it can't be read."""
    from smartscore.read.surveys import SurveyFile

    try:
        text = attached_text(home, name)
    except (OSError, ValueError) as error:
        return error
    return ValueError("encoding") if "\0" in text else SurveyFile(text)
