"""Answers of surveys, from the columns of CSV files beside an assessment."""

from collections.abc import Collection, Iterator, Mapping

from smartscore.assessment import Assessment, Rating, ResponseFile, short_for
from smartscore.loading import attached_text, unattached
from smartscore.premises import Home
from smartscore.problems import Complaint
from smartscore.rubric import Indicator
from smartscore.survey_files import SurveyFile

Indicators = Mapping[str, Mapping[str, Indicator]]
"""The indicators of rubrics, by the code of the rubric and then by their own."""

NOWHERE: Indicators = {}
"""No indicator is known, so that nothing is known of scales."""


def with_answers(
    assessment: Assessment, home: Home, indicators: Indicators = NOWHERE
) -> tuple[Assessment, list[Complaint]]:
    """The assessment with the answers of its survey files in it, and what is wrong with them.

    Answers off the scale of their indicator are told with their rows and left out.
    """
    complaints: list[Complaint] = []
    files: dict[str, SurveyFile | OSError | ValueError] = {}
    groups = dict(assessment.ratings)
    for group, ratings in assessment.ratings.items():
        for code, rating in (ratings or {}).items():
            if rating is None or not isinstance(rating.responses, ResponseFile):
                continue
            route, name = ("ratings", group, code, "responses"), rating.responses.file
            file = files[name] = files.get(name) or _opened(home, name)
            if isinstance(file, SurveyFile):
                indicator = indicators.get(group, {}).get(code)
                survey = indicator.survey if indicator else None
                answers = file.answers(rating.responses, survey, route)
                complaints += answers.complaints
                filled = rating.model_copy(update={"responses": answers.numbers})
            else:
                complaints.append(unattached("A110", (*route, "file"), name, file))
                filled = rating.model_copy(update={"responses": ()})
            groups[group] = {**(groups[group] or {}), code: filled}
    if all(groups[group] is assessment.ratings[group] for group in groups):
        return assessment, complaints
    return assessment.model_copy(update={"ratings": groups}), complaints


def _opened(home: Home, name: str) -> SurveyFile | OSError | ValueError:
    """A file of answers, or why it can't be read."""
    try:
        text = attached_text(home, name)
    except (OSError, ValueError) as error:
        return error
    return ValueError("encoding") if "\0" in text else SurveyFile(text)


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
