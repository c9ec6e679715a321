"""Which ratings need a source, told once for the rules and for the reports."""

from smartscore.model.assessment import Rating
from smartscore.model.rubric import Indicator, Rubric


def lacks_source(rating: Rating | None, indicator: Indicator, rubric: Rubric) -> bool:
    """Whether a rating claims something and no evidence stands beside it, for it or against it.

    A level above the lowest claims something, and so does an item that is met. A value and the
    responses to a survey always do, at their worst too: somebody has counted or asked. Sources that
    contradict one another speak neither for a level nor against it.
    """
    if rating is None or rating.given is None or len(rating.evidence) > len(rating.conflicts):
        return False
    if rating.level is not None and rubric.scale and indicator.levels is not None:
        return rating.level > rubric.scale[0].points
    return rating.met != ()
