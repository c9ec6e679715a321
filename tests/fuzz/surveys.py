"""Files of answers in every dialect: the mean is that of the answers, or the file is refused."""

import csv
import io
import json
from collections.abc import Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from hypothesis import strategies as st

from smartscore.text.delimited import DELIMITERS
from tests.building import assessment_data, dimension, rubric_data
from tests.fuzz.grammar import dumped
from tests.fuzz.kinds import Case, Done, Kind


class Form(NamedTuple):
    """What a form gathered, and where the answers to one question stand in it."""

    heading: list[str]
    rows: list[list[str]]
    place: int

    def answers(self) -> tuple[float, ...]:
        found = [row[self.place].strip() for row in self.rows]
        return tuple(float(cell.replace(",", ".")) for cell in found if cell)


PIECES = st.sampled_from(
    [
        *("good", "slow, late", '"', '""', '"wait, please"', "it's", "'", "\n", "\r\n", "\r", ","),
        *(";", "\t", "|", "\\", '\\"', "\\\n", "3", "4", "1,2", "\n2,x,1", "\n3;y;4", "sep=;"),
        *("", " ", "%"),
    ]
)
COMMENT = st.one_of(
    st.just("good"),
    st.lists(PIECES, max_size=5).map("".join),
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=6),
)


@st.composite
def forms(draw: st.DrawFn, mark: str = "") -> Form:
    """A form with comments that hold anything, and answers from 1 to 4."""
    kinds = draw(st.lists(st.sampled_from(["id", "comment", "answer"]), max_size=4))
    place = draw(st.integers(0, len(kinds)))
    kinds.insert(place, "answer")
    heading = [f"Q{i}" for i in range(len(kinds))]
    if draw(st.booleans()):
        heading = [f"{h}, say; why" for h in heading]
    heading[place] = "U2"
    answer = st.integers(1, 4).map(str)
    if mark:
        answer = st.integers(10, 40).map(lambda n: f"{n // 10}{mark}{n % 10}")
    answer = st.one_of(answer, answer, answer, st.just(""))
    cells = {"id": st.integers(1, 99).map(str), "comment": COMMENT, "answer": answer}
    row = st.tuples(*(cells[kind] for kind in kinds)).map(list)
    return Form(heading, draw(st.lists(row, min_size=1, max_size=8)), place)


DIALECTS = st.fixed_dictionaries(
    {
        "delimiter": st.sampled_from(DELIMITERS + ":^"),
        "lineterminator": st.sampled_from(["\r\n", "\n", "\r"]),
        "quoting": st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
        "quotechar": st.sampled_from("\"'"),
    }
) | st.fixed_dictionaries(
    {
        "delimiter": st.sampled_from(DELIMITERS),
        "lineterminator": st.sampled_from(["\r\n", "\n", "\r"]),
        "quoting": st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONE]),
        "escapechar": st.just("\\"),
        "doublequote": st.booleans(),
    }
)


def written(form: Form, **dialect: Any) -> str:
    """A form as csv writes it; raises csv.Error where the dialect can't say it."""
    out = io.StringIO()
    writer = csv.writer(out, **dialect)
    writer.writerow(form.heading)
    writer.writerows(form.rows)
    return out.getvalue()


MARKS = ("", "", "\ufeff", "sep=;\n", "sep=,\r\n")
ENCODINGS = ("utf-8", "utf-8", "utf-8", "utf-16", "cp1252")
_ASKED = ("assess", "place.yaml", "--format", "json")


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A form in some dialect, perhaps with a byte changed, and what its answers are."""
    decimal = draw(st.sampled_from(["", "", ".", ","]))
    form = draw(forms(decimal))
    try:
        text = written(form, **draw(DIALECTS))
    except csv.Error:
        text = ""
    text = draw(st.sampled_from(MARKS)) + text
    content = text.encode(draw(st.sampled_from(ENCODINGS)), "replace")
    column: Any = draw(st.sampled_from(["U2", form.place + 1]))
    asked: dict[str, Any] = {"file": "a.csv", "column": column}
    if decimal == ",":
        asked["decimal"] = ","
    high, reverse = draw(st.sampled_from([(4, False), (5, False), (4, True)]))
    survey = {"min": 1, "max": high, "reversed": reverse}
    liking = {"code": "x", "title": "x", "survey": survey}
    place = assessment_data({"x": {"responses": asked}}, rubrics=["./own.yaml"])
    truth = {"answers": form.answers(), "ends": (high, 1) if reverse else (1, high)}
    files = {
        "a.csv": content,
        "own.yaml": dumped(rubric_data(dimension("a", liking))),
        "place.yaml": dumped(place),
        "truth.json": json.dumps(truth).encode(),
    }
    return Case(files, [_ASKED, ("check", "place.yaml")])


def right_or_refused(case: Case, done: Sequence[Done]) -> None:
    """The score is that of the answers that were given, where there is one."""
    if done[0].code != 0:
        return
    truth = json.loads(case.files["truth.json"])
    score = json.loads(done[0].out)["cards"][0]["overall"]["score"]
    answers = [Fraction(str(answer)) for answer in truth["answers"]]
    lowest, highest = truth["ends"]
    if not answers:
        assert score is None
        return
    mean = sum(answers) / len(answers)
    assert score is not None
    assert abs(score - float(100 * (mean - lowest) / (highest - lowest))) < 1e-9


KIND = Kind("surveys", cases(), 60, right_or_refused)
