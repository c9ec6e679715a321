"""Plans: where an indicator shall be, and whether that is a way up from where it is."""

from datetime import date
from fractions import Fraction

from smartscore.engine.measures import measure_of
from smartscore.model.assessment import TARGETS, Rating, ResponseFile
from smartscore.model.fields import rational, shown
from smartscore.model.rubric import Indicator, Rubric
from smartscore.rules.rule import AssessmentCase, Found, RatingsCase, Rule
from smartscore.text.problems import Code, Severity


def targets_are_above_what_is_now(case: RatingsCase) -> Found:
    """The target of a plan is worth more than what is there now.

    A plan that leaves an indicator where it is, or lowers it, brings nothing; most often the rating
    was raised since and the plan forgotten, or the two were mixed up. Where less is better, as with
    poverty, a target above the value of now is a lower score. Correct one of the two, or take the
    plan out.

    Breaks:
        ratings:
          plan-check:
            vision:
              level: 2
              because: The year is in a draft of chapter 1.
              evidence: [{cite: plan2024, at: 4, shows: A vision for 2033.}]
              plan: {level: 2, owner: Bappeda, by: 2027}

    Keeps:
        ratings:
          plan-check:
            vision:
              level: 2
              because: The year is in a draft of chapter 1.
              evidence: [{cite: plan2024, at: 4, shows: A vision for 2033.}]
              plan: {level: 3, owner: Bappeda, by: 2027}
    """
    for route, plan, rating, indicator, rubric in case.planned():
        now = _worth(rating, indicator, rubric)
        then = _worth(plan.target, indicator, rubric)
        if now is None or then is None or then > now:
            continue
        variant = {"variant": "lower"} if then < now else {}
        yield (*route, TARGETS[indicator.measure]), {"code": indicator.code, **variant}


def plans_end_after_the_judgement(case: AssessmentCase) -> Found:
    """A plan ends after the day of the judgement.

    `date` is the day on which all was judged. What was to be done before that day is done or
    overdue: rate what has come of it, and write a new plan for what has not. A plan by the year of
    the judgement may still end in it.

    Breaks:
        ratings:
          plan-check:
            vision:
              unknown: The year was not found in the plan or its annexes.
              plan: {level: 3, owner: Bappeda, by: 2019}

    Keeps:
        ratings:
          plan-check:
            vision:
              unknown: The year was not found in the plan or its annexes.
              plan: {level: 3, owner: Bappeda, by: 2199}
    """
    judged = case.assessment.date
    for route, plan, _, _, _ in case.planned():
        by = plan.by
        ended = by < judged if isinstance(by, date) else by is not None and by < judged.year
        if ended:
            place = (*route, "by")
            values = {"by": shown(by), "date": judged.isoformat()}
            yield place, values


def plans_are_for_what_applies(case: RatingsCase) -> Found:
    """What is not applicable has no plan.

    An indicator that makes no sense for a place is left out of the score, so that no plan for it
    could bring anything. Rate it, write where it was looked for under `unknown`, or take the plan
    out.

    Breaks:
        ratings:
          plan-check:
            vision:
              not_applicable: There is no plan to look into.
              plan: {level: 3, owner: Bappeda, by: 2027}

    Keeps:
        ratings:
          plan-check:
            vision:
              unknown: The year was not found in the plan or its annexes.
              plan: {level: 3, owner: Bappeda, by: 2199}
    """
    for route, _, rating, indicator, _ in case.planned():
        if rating.not_applicable is not None:
            yield route, {"code": indicator.code}


def plans_say_who_and_until_when(case: RatingsCase) -> Found:
    """A plan says who acts, and until when.

    A target without an `owner` or a year is a wish: nobody can be asked for it later. Where it is
    not decided yet, leave the key out until it is.

    Breaks:
        ratings:
          plan-check:
            vision:
              unknown: The year was not found in the plan or its annexes.
              plan: {level: 3, by: 2199}

    Keeps:
        ratings:
          plan-check:
            vision:
              unknown: The year was not found in the plan or its annexes.
              plan: {level: 3, owner: Bappeda, by: 2199}
    """
    for route, plan, _, indicator, _ in case.planned():
        missing = [key for key in ("owner", "by") if getattr(plan, key) is None]
        if missing:
            yield route, {"code": indicator.code, "keys": ", ".join(missing)}


RULES: tuple[Rule[AssessmentCase], ...] = (
    Rule(Code("A230", Severity.WARNING, blocks=False), targets_are_above_what_is_now),
    Rule(Code("A231", Severity.WARNING, blocks=False), plans_end_after_the_judgement),
    Rule(Code("A232"), plans_are_for_what_applies),
)
"""What `assess` tells too: what a plan brings is computed from it."""

QUALITY: tuple[Rule[AssessmentCase], ...] = (
    Rule(Code("A233", Severity.ADVICE, blocks=False), plans_say_who_and_until_when),
)
"""What only `check` tells."""


def _worth(rating: Rating, indicator: Indicator, rubric: Rubric) -> Fraction | None:
    """What a rating is worth from 0 to 1; None where there is none, or other rules refuse it."""
    measured = measure_of(indicator, rubric).measured(rating) if _fits(rating, indicator) else None
    return None if measured is None else measured.value


def _fits(rating: Rating, indicator: Indicator) -> bool:
    """Whether a rating can be measured as its indicator is; A106 to A110 say why not."""
    if indicator.checklist is not None:
        return set(rating.met or ()) <= {item.code for item in indicator.checklist}
    if indicator.quantity is not None and indicator.quantity.transform == "log":
        return rating.value is None or rational(rating.value) > 0
    return rating.responses != () and not isinstance(rating.responses, ResponseFile)
