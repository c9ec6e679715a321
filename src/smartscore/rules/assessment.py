"""What must hold between an assessment and its rubrics before anything can be scored."""

from smartscore.fields import shown
from smartscore.problems import closest
from smartscore.rules.rule import AssessmentCase, Found, Rule, indicators, instead


def ratings_are_for_a_listed_rubric(case: AssessmentCase) -> Found:
    """A group of ratings carries the code of a rubric that is listed or grafted in.

    Ratings under a code that no listed rubric has would be passed over, and a whole rubric would
    look unrated. Correct the code, or add the rubric to `rubrics`. The ratings of a graft stand
    under the graft's own code. `--fix` corrects the code where only one can have been meant.

    Breaks:
        ratings:
          plan-chekc:
            vision: {unknown: The plan and its annexes name no year.}

    Keeps:
        ratings:
          plan-check:
            vision: {unknown: The plan and its annexes name no year.}
    """
    for group in case.assessment.ratings:
        if group not in case.rubrics and not case.narrowed:
            known = tuple(case.rubrics)
            values = {"code": group, "suggestion": closest(group, known)}
            yield ("ratings", group), values | instead(group, known)


def ratings_are_for_an_indicator(case: AssessmentCase) -> Found:
    """A rating carries the code of an indicator of its rubric.

    The rating would count nowhere, and the indicator that was meant would look unknown.
    Dimensions and grafts are not rated: rate what lies beneath them. `--fix` corrects the code
    where only one indicator can have been meant.

    Breaks:
        ratings:
          plan-check:
            vison: {unknown: The plan and its annexes name no year.}

    Keeps:
        ratings:
          plan-check:
            vision: {unknown: The plan and its annexes name no year.}
    """
    for group, rubric in case.rubrics.items():
        known = tuple(indicators(rubric))
        for code in case.assessment.ratings.get(group) or {}:
            if code not in known:
                values = {"code": code, "rubric": group, "suggestion": closest(code, known)}
                yield ("ratings", group, code), values | instead(code, known)


def levels_are_on_the_scale(case: AssessmentCase) -> Found:
    """A level is one of the points of the rubric's scale.

    A point that the scale does not have has no meaning that two raters could share; there is
    nothing half way between two points. Choose one and say in `because` what speaks for the
    other.

    Breaks:
        ratings:
          plan-check:
            vision:
              level: 2.5
              because: The year is in a draft of chapter 1.
              evidence: [{cite: plan2024, at: 4, shows: A vision for 2033.}]

    Keeps:
        ratings:
          plan-check:
            vision:
              level: 2
              because: The year is in a draft of chapter 1.
              evidence: [{cite: plan2024, at: 4, shows: A vision for 2033.}]
    """
    for route, rating, _, rubric in case.rated():
        points = [point.points for point in rubric.scale]
        if rating.level is not None and rating.level not in points:
            scale = ", ".join(shown(p) for p in points)
            yield (*route, "level"), {"level": shown(rating.level), "scale": scale}


RULES: tuple[Rule[AssessmentCase], ...] = (
    Rule("A101", ratings_are_for_a_listed_rubric, about_key=True, mends=True),
    Rule("A102", ratings_are_for_an_indicator, about_key=True, mends=True),
    Rule("A103", levels_are_on_the_scale),
)
"""A104, a rubric that is listed twice, needs the files and stands in `reading`."""
