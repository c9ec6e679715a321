"""References of which a report does not print all that is written."""

from collections.abc import Iterable

from smartscore.model.fields import Reference, shown
from smartscore.rules.rule import AssessmentCase, Found, RubricCase, Rule
from smartscore.text import csl
from smartscore.text.problems import Code, Severity


def references_of_assessments_are_printed(case: AssessmentCase) -> Found:
    """What a reference says is printed in reports.

    To pandoc, which writes the list of sources, go only the names that CSL has, each with a value
    of its kind: a DOI in the form of one, an address of http or https. What else is written may be
    a link or a picture to some program, and is left out. Of two spellings of a name, such as
    `DOI` and `doi`, one is taken. Write the value as CSL does, use a name that CSL has, such as
    `note`, or take the key out.

    Breaks:
        references:
          - {id: plan2024, title: Plan, DOI: doi.org/about}
          - {id: survey2025, title: Survey}

    Keeps:
        references:
          - {id: plan2024, title: Plan, DOI: 10.1000/182}
          - {id: survey2025, title: Survey}
    """
    yield from _left_out(case.assessment.references)


def references_of_rubrics_are_printed(case: RubricCase) -> Found:
    """What a reference of a rubric says is printed in reports.

    To pandoc, which writes the list of sources, go only the names that CSL has, each with a value
    of its kind: a DOI in the form of one, an address of http or https. What else is written may be
    a link or a picture to some program, and is left out. Of two spellings of a name, such as
    `DOI` and `doi`, one is taken. Write the value as CSL does, use a name that CSL has, such as
    `note`, or take the key out.

    Breaks:
        references: [{id: dewi2024, title: Reading plans, weblink: "https://example.org"}]

    Keeps:
        references: [{id: dewi2024, title: Reading plans, URL: "https://example.org"}]
    """
    yield from _left_out(case.rubric.references)


def _left_out(references: Iterable[Reference]) -> Found:
    for i, reference in enumerate(references):
        written = {"title": reference.title, **(reference.model_extra or {})}
        for key, why in csl.left_out(written):
            values = {"key": shown(key), "reference": shown(reference.key), "variant": why}
            yield ("references", i, key), values


OF_ASSESSMENTS: tuple[Rule[AssessmentCase], ...] = (
    Rule(
        Code("A131", Severity.ADVICE, about_key=True, blocks=False),
        references_of_assessments_are_printed,
    ),
)
OF_RUBRICS: tuple[Rule[RubricCase], ...] = (
    Rule(
        Code("R127", Severity.ADVICE, about_key=True, blocks=False),
        references_of_rubrics_are_printed,
    ),
)
