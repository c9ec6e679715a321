"""Rubrics and assessments by the grammar: scored the same twice, shown as text everywhere."""

from collections.abc import Sequence

from hypothesis import strategies as st

from tests.fuzz import grammar
from tests.fuzz.kinds import Case, Done, Kind
from tests.fuzz.texts import LANGUAGES

FORMATS = ("full", "concise", "json", "github", "gitlab", "sarif", "junit")
SCORED = ("assess", "place.yaml", "--format", "json")


@st.composite
def cases(draw: st.DrawFn) -> Case:
    rubric = draw(grammar.rubrics())
    assessment = draw(grammar.assessments(rubric))
    match draw(st.sampled_from(["none", "none", "rubric", "assessment"])):
        case "rubric":
            rubric = draw(grammar.spoilt(rubric))
        case "assessment":
            assessment = draw(grammar.spoilt(assessment))
    files = {"own.yaml": grammar.dumped(rubric), "place.yaml": grammar.dumped(assessment)}
    return Case(files, [SCORED, SCORED, *draw(commands("place.yaml"))], draw(st.booleans()))


@st.composite
def commands(draw: st.DrawFn, file: str) -> list[tuple[str, ...]]:
    """Three things to do with an assessment whose rubric is own.yaml."""
    language = ("--lang", draw(LANGUAGES))
    style = draw(st.sampled_from(["thesis", "brief"]))
    shown = [
        ("assess", file, "--detail", *language),
        ("assess", file, "--detail", "--format", "markdown", *language),
        ("explain", file, *language),
        ("report", file, "--format", "md", "--style", style, *language),
        ("report", file, "--format", "md", "--flavour", "gfm", "--style", style, *language),
        ("report", file, "--format", "html", "--style", style, *language),
        ("report", file, "--format", "csv", *language),
        ("rubrics", "show", "./own.yaml", *language),
        ("rubrics", "show", "./own.yaml", "--format", "markdown", *language),
        ("rubrics", "show", "./own.yaml", "--format", "json"),
        ("new", "assessment", "-", "--rubric", "./own.yaml", *language),
    ]
    kind = draw(st.sampled_from(FORMATS))
    checked = [
        ("check", ".", "--output-format", kind, *language),
        ("check", ".", "--diff", *language),
        ("check", ".", "--fix", *language),
    ]
    return [
        *draw(st.permutations(shown))[:2],
        draw(st.sampled_from(checked)),
    ]


def the_same_twice(case: Case, done: Sequence[Done]) -> None:
    """The first two commands are one, and give the same bytes."""
    assert done[0][:4] == done[1][:4]


KIND = Kind("rubrics", cases(), 25, the_same_twice)
