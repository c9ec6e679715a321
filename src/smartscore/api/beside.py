"""Whether assessments may be held against one another; where not, every reason with its places."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from smartscore.model.assessment import Assessment
from smartscore.model.fields import shown, split_reference
from smartscore.read.comparing_faults import (
    EACH_FILE_ONCE,
    EARLIER_OF_ONE_PLACE,
    ONE_DIGEST,
    ONE_VERSION,
)
from smartscore.read.files import content, given_twice
from smartscore.results.result import Result
from smartscore.studies.comparable import Difference, clashes
from smartscore.text.parsing import parse
from smartscore.text.problems import (
    Complaint,
    Invalid,
    Place,
    Problem,
    Related,
    Route,
    Severity,
    Unreadable,
)
from smartscore.text.source import STDIN


class Named(NamedTuple):
    """An assessment that is held against others, and its file or what stands in its place."""

    name: str
    result: Result

    def spot(self, route: Route) -> tuple[Place, str]:
        """The place at the end of a route, and the text of its line.

        The file as a whole where it has no lines, can't be read again, or is none.
        """
        from smartscore.sheets import is_workbook

        if self.name == STDIN or is_workbook(self.name) or not Path(self.name).is_file():
            return Place(self.name), ""
        try:
            source = parse(content(Path(self.name)), self.name)
        except (Unreadable, Invalid):
            return Place(self.name), ""
        place = source.place(route)
        return place, source.line(place.line) if place.line else ""


def unlike(found: Sequence[Named], *, across_versions: bool = False) -> list[Problem]:
    """The rubrics that keep figures from being compared, each once.

    Where they are compared `across_versions` all the same, what is left is a warning: that two
    rubrics go by one version. A file that is given twice is told instead.
    """
    if (twice := given_twice([each.name for each in found])) is not None:
        one, other = (found[i] for i in twice)
        return [_between(Complaint(EACH_FILE_ONCE, (), {}), (one, other), [(), ()])]
    problems = []
    told = set()
    for clash in clashes([each.result for each in found]):
        same = tuple(clash.values.values())
        if same in told or (across_versions and not clash.edited):
            continue
        told.add(same)
        problem = _unlike(clash, *(found[i] for i in clash.between))
        problems.append(problem._replace(severity=Severity.WARNING) if across_versions else problem)
    return problems


def _unlike(clash: Difference, first: Named, second: Named) -> Problem:
    code = clash.values["code"]
    values = clash.values if clash.edited else {**clash.values, "variant": clash.key.split(".")[1]}
    wrong = ONE_DIGEST if clash.edited else ONE_VERSION
    ends = [_listed(each.result.assessment, code) for each in (first, second)]
    return _between(Complaint(wrong, (), values), (first, second), ends)


def _listed(assessment: Assessment, code: str) -> Route:
    """Where a rubric is listed; the list, where it is named by its path or taken in by another."""
    for i, reference in enumerate(assessment.rubrics):
        if split_reference(reference)[0] == code:
            return "rubrics", i
    return ("rubrics",)


def unfit(before: Named, now: Named) -> Iterator[Problem]:
    """Why the second assessment is no later one of the same place."""
    pair = before, now
    old, new = (each.result.assessment for each in pair)
    if old.subject.is_other(new.subject):
        values = {"one": shown(old.subject.name), "other": shown(new.subject.name)}
        complaint = Complaint(EARLIER_OF_ONE_PLACE, (), values)
        yield _between(complaint, pair, [("subject",), ("subject",)])
    elif old.date > new.date:
        values = {"one": str(old.date), "other": str(new.date), "variant": "later"}
        complaint = Complaint(EARLIER_OF_ONE_PLACE, (), values)
        yield _between(complaint, pair, [("date",), ("date",)])


def _between(complaint: Complaint, pair: Sequence[Named], routes: Sequence[Route]) -> Problem:
    """A complaint about two files: at its place in the later one, beside that in the first."""
    (first, text), (second, line) = (
        each.spot(route) for each, route in zip(pair, routes, strict=True)
    )
    return complaint.at(second, line, related=(Related(first, "other", text),))
