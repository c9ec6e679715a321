"""What a rubric rests on: citations that lead to a reference, references that are cited."""

from collections.abc import Iterator

from smartscore.model.fields import Citation
from smartscore.model.rubric import Graft, Indicator, Rubric
from smartscore.model.walking import walk
from smartscore.rules.rule import Finding, Found, RubricCase, Rule, repeated
from smartscore.text.likeness import Names
from smartscore.text.problems import Code, Route, Severity, closest, sole_match


def citations_have_a_reference(case: RubricCase) -> Found:
    """A citation names one of the rubric's references.

    A reader can not follow the citation to a source. Add the source under `references`, or
    correct the key; the message says which one comes close. `--fix` corrects it where only one
    reference can have been meant.

    Breaks:
        references: [{id: dewi2024, title: Reading plans}]
        dimensions:
          - code: people
            title: People
            indicators:
              - {code: team, title: Team, levels: document, citations: [{cite: dwei2024}]}

    Keeps:
        references: [{id: dewi2024, title: Reading plans}]
        dimensions:
          - code: people
            title: People
            indicators:
              - {code: team, title: Team, levels: document, citations: [{cite: dewi2024}]}
    """
    known = Names((*(reference.key for reference in case.rubric.references), *case.further))
    for route, citation in _citations(case.rubric) if case.complete else ():
        if citation.cite not in known:
            values = {"key": citation.cite, "suggestion": closest(citation.cite, known)}
            yield Finding((*route, "cite"), values, sole_match(citation.cite, known))


def references_are_cited(case: RubricCase) -> Found:
    """A reference is cited somewhere.

    A list of sources of which nobody knows what each was for lends weight without giving reasons.
    Cite the reference at the indicator or dimension that rests on it, or remove it.

    Breaks:
        references: [{id: dewi2024, title: Reading plans}]

    Keeps:
        references: [{id: dewi2024, title: Reading plans}]
        dimensions:
          - code: people
            title: People
            indicators:
              - {code: team, title: Team, levels: document, citations: [{cite: dewi2024}]}
    """
    cited = {citation.cite for _, citation in _citations(case.rubric)}
    for i, reference in enumerate(case.rubric.references):
        if reference.key not in cited:
            yield ("references", i, "id"), {"key": reference.key}


def reference_keys_are_unique(case: RubricCase) -> Found:
    """Two references never share a key.

    A citation would not say which of the two it means. Keep one, or give the other a letter of
    its own, as in `dewi2024b`.

    Breaks:
        references:
          - {id: dewi2024, title: Reading plans}
          - {id: dewi2024, title: Writing plans}

    Keeps:
        references:
          - {id: dewi2024a, title: Reading plans}
          - {id: dewi2024b, title: Writing plans}
    """
    keys = [reference.key for reference in case.rubric.references]
    yield from repeated(keys, ("references",), "id", said="key")


def indicators_are_cited(case: RubricCase) -> Found:
    """An indicator cites what it rests on.

    An indicator is a claim that something matters for readiness. A citation lets a reader see
    whose claim it is, be it a regulation, a study or a handbook.

    Breaks:
        dimensions:
          - code: people
            title: People
            indicators:
              - {code: team, title: Team, levels: document}

    Keeps:
        references: [{id: dewi2024, title: Reading plans}]
        dimensions:
          - code: people
            title: People
            indicators:
              - {code: team, title: Team, levels: document, citations: [{cite: dewi2024}]}
    """
    for route, node in walk(case.rubric):
        if isinstance(node, Indicator) and not node.citations:
            yield route, {"code": node.code}


RULES: tuple[Rule[RubricCase], ...] = (
    Rule(Code("R209", blocks=False, mends=True), citations_have_a_reference),
    Rule(Code("R210", Severity.ADVICE, blocks=False), references_are_cited),
    Rule(Code("R211", blocks=False), reference_keys_are_unique),
    Rule(Code("R217", Severity.ADVICE, blocks=False), indicators_are_cited),
)
"""What a rubric can score with all the same, but had better not."""


def _citations(rubric: Rubric) -> Iterator[tuple[Route, Citation]]:
    for route, node in walk(rubric):
        if not isinstance(node, Graft):
            for i, citation in enumerate(node.citations):
                yield (*route, "citations", i), citation
