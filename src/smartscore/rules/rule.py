"""What a rule is, and the cases it looks at."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from smartscore.assessment import Assessment
from smartscore.problems import Complaint, Route, Severity
from smartscore.rubric import Rubric

Case = TypeVar("Case")

Found = Iterator[tuple[Route, dict[str, str]]]
"""What a rule yields: where, and the values of its sentence."""


@dataclass(frozen=True, slots=True)
class RubricCase:
    """A rubric on its own."""

    rubric: Rubric


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
        about = "key" if self.about_key else "value"
        for route, values in self.check(case):
            yield Complaint(self.code, route, values, about, self.severity)  # type: ignore[arg-type]
