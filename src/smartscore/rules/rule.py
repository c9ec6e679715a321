"""What a rule is, and the cases it looks at."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from smartscore.assessment import Assessment
from smartscore.fields import split_reference
from smartscore.problems import Complaint, Route, Severity
from smartscore.rubric import Dimension, Graft, Indicator, Rubric

Case = TypeVar("Case")

Found = Iterator[tuple[Route, dict[str, str]]]
"""What a rule yields: where, and the values of its sentence.

The value `instead`, where it is there, is the scalar that would mend it.
"""


@dataclass(frozen=True, slots=True)
class RubricCase:
    """A rubric; `grafted` holds the code behind each reference that was found."""

    rubric: Rubric
    grafted: Mapping[str, str]

    def code(self, node: Dimension | Graft | Indicator) -> str:
        """The code by which a node of the rubric goes."""
        if isinstance(node, Graft):
            return self.grafted.get(node.rubric) or split_reference(node.rubric)[0]
        return node.code


@dataclass(frozen=True, slots=True)
class AssessmentCase:
    """An assessment with the rubrics that it rates, those that are grafted in among them.

    `narrowed` says that only some of the rubrics that it lists are looked at.
    """

    assessment: Assessment
    rubrics: Mapping[str, Rubric]
    narrowed: bool = False


@dataclass(frozen=True, slots=True)
class Rule(Generic[Case]):
    """A code, how much it weighs, and the function that finds what breaks it.

    The function's docstring is the rule's page in the manual (`smartscore rule CODE`).

    Nothing can be computed from a file that breaks a rule that `blocks`. `about_key` says that the
    caret belongs under the key.
    """

    code: str
    check: Callable[[Case], Found]
    severity: Severity = Severity.ERROR
    blocks: bool = True
    about_key: bool = False

    def complaints(self, case: Case) -> Iterator[Complaint]:
        """The complaints of this rule about a case."""
        about: Literal["key", "value"] = "key" if self.about_key else "value"
        for route, values in self.check(case):
            instead = values.pop("instead", None)
            yield Complaint(self.code, route, values, about, self.severity, instead)
