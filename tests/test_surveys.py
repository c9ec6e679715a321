"""Answers of surveys from files that people and programs write: read rightly, or refused."""

import csv
import subprocess
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smartscore import assess
from smartscore.model.assessment import ResponseFile
from smartscore.model.measures import Survey
from smartscore.model.rubric import Rubric
from smartscore.read.answers import with_answers
from smartscore.read.premises import Premises
from smartscore.read.surveys import TOLD, Answers, SurveyFile
from smartscore.text.delimited import DELIMITERS
from smartscore.text.parsing import parse
from smartscore.text.problems import Place, Problem, in_order
from smartscore.words import words

from .building import assessment, dimension, node, rubric_data, scored
from .fuzz.surveys import DIALECTS, Form, forms, written
from .tools import all_there, program

FOUR = Survey(min=1, max=4)
TALL = Survey(min=0, max=1000)
ROUTE = ("ratings", "own", "x", "responses")


def read(text: str, column: str | int = "U2", survey: Survey = FOUR, **more: Any) -> Answers:
    asked = ResponseFile.model_validate({"file": "a.csv", "column": column, **more})
    return SurveyFile(text).answers(asked, survey, ROUTE)


def faults(answers: Answers) -> list[tuple[str, str]]:
    return [
        (complaint.code.code, complaint.values.get("row", "")) for complaint in answers.complaints
    ]


READ = {
    "a heading with line breaks": ('id,"U2\n of all"\n1,4\n', "U2 of all", {}, (4,)),
    "a heading with blanks": ("id, U2 \n1,4\n", "U2", {}, (4,)),
    "a heading with a no-break space": ("id,U 2\n1,4\n", "U 2", {}, (4,)),
    "marks in a heading": ('id,"How ""good""?"\n1,4\n', 'How "good"?', {}, (4,)),
    "a comma in a heading": ("id;Ease, speed;U2\n1;good, fast;4\n", "U2", {}, (4,)),
    "one column": ("U2\n4\n3\n", "U2", {}, (4, 3)),
    "one column with a comma": ("Ease, speed\n4\n3\n", "Ease, speed", {}, (4, 3)),
    "doubled marks": ('id,Why,U2\n1,"say ""now, or wait""",1\n', "U2", {}, (1,)),
    "marks within text": ('id,Why,U2\n1,a 12" screen,1\n', "U2", {}, (1,)),
    "line breaks in a cell": ('Why,U2\n"slow,\r\n\r\nand late",1\n"ok",4\n', "U2", {}, (1, 4)),
    "tabs": ("id\tU2\tWhy\n1\t4\t\n2\t3\tslow, late\n", "U2", {}, (4, 3)),
    "bars": ("id|U2\n1|4\n", "U2", {}, (4,)),
    "carriage returns": ("id,U2\r1,4\r2,3\r", "U2", {}, (4, 3)),
    "mixed line ends": ("id,U2\r\n1,4\n2,3\r\r\n", "U2", {}, (4, 3)),
    "no line feed at the end": ("id,U2\n1,4", "U2", {}, (4,)),
    "blank rows": ("\n\nid,U2\n\n1,4\n,\n  ,\t\n2,3\n", "U2", {}, (4, 3)),
    "empty columns at the end": ("id,U2,,\n1,4,,\n,,,\n", "U2", {}, (4,)),
    "rows with a delimiter at the end": ("id,U2\n1,4,\n2,3,\n", "U2", {}, (4, 3)),
    "a heading with a delimiter at the end": ("id,U2,\n1,4\n2,3\n", "U2", {}, (4, 3)),
    "a blank heading": (",U2\n0,4\n1,3\n", "U2", {}, (4, 3)),
    "answers without a heading": ("id,\n1,4\n2,3\n", 2, {}, (4, 3)),
    "sep": ("sep=;\nid;U2\n1;4\n", "U2", {}, (4,)),
    "sep in capitals": ("SEP=|\r\nid|U2\r\n1|4\r\n", "U2", {}, (4,)),
    "sep with a tab": ("sep=\t\nid\tU2\n1\t4\n", "U2", {}, (4,)),
    "sep behind a byte order mark": ("\ufeffsep=;\nid;U2\n1;4\n", "U2", {}, (4,)),
    "sep with another character": ("sep=^\nid^U2\n1^4\n", "U2", {}, (4,)),
    "sep settles it": ("sep=;\na,b;U2\n1;2,3\n", "U2", {}, (2.3,)),
    "a number for a column": ("Q,Q,Q\n1,4,2\n", 2, {}, (4,)),
    "a heading that is a number on the scale": ("1,2,3\n1,4,2\n", "2", {}, (4,)),
    "a heading that is a number off the scale": ("no,2020,2021\n1,4,2\n", 2, {}, (4,)),
    "a heading in two spellings": ("id,Me\u0301dia\n1,4\n", "M\u00e9dia", {}, (4,)),
    "a heading in two spellings, asked apart": ("id,M\u00e9dia\n1,4\n", "Me\u0301dia", {}, (4,)),
    "no answer in two spellings": (
        "id,U2\n1,4\n2,ne\u0301\n",
        "U2",
        {"no_answer": ["n\u00e9"]},
        (4,),
    ),
    "three decimals and a mark that is said": (
        "id;U2\n1;3.125\n2;2\n",
        "U2",
        {"decimal": "."},
        (3.125, 2),
    ),
    "three decimals behind a zero": ("id;U2\n1;0,125\n", "U2", {"survey": TALL}, (0.125,)),
    "a column of two by its number": ("U2,Why\n4,good\n3,5\n", 1, {}, (4, 3)),
    "a column of two numbers by its heading": ("U2,No\n4,1\n3,5\n", "U2", {}, (4, 3)),
    "a column of two numbers where sep says it": ("sep=,\nU2,No\n4,1\n3,5\n", 1, {}, (4, 3)),
    "one column with a comma by its number": (
        "sep=;\nSatisfied, or not?\n3,5\n2,5\n",
        1,
        {"decimal": ","},
        (3.5, 2.5),
    ),
    "a cell over three lines": ('Why,Where,U2\n"slow,\nlate,\nand dear",x,1\n', "U2", {}, (1,)),
    "a heading that is a number": ("no,1,2\n1,4,2\n", "2", {}, (2,)),
    "LimeSurvey": ('"id","G01Q02[SQ001]"\n"1","4"\n', "G01Q02[SQ001]", {}, (4,)),
    "decimals": ("id,U2\n1,3.5\n2,3\n", "U2", {}, (3.5, 3)),
    "decimal commas": ("id;U2\n1;3,5\n2;3\n", "U2", {}, (3.5, 3)),
    "decimal commas and tabs": ("id\tU2\n1\t3,5\n", "U2", {}, (3.5,)),
    "decimal commas and commas": ('id,U2\n1,"3,5"\n', "U2", {"decimal": ","}, (3.5,)),
    "decimal commas alone": ("U2\n3,5\n", "U2", {"decimal": ","}, (3.5,)),
    "blanks": ("id,U2\n1, 3 \n2,\u00a04\n3,   \n", "U2", {}, (3, 4)),
    "no answer": (
        'id,U2\n1,4\n2,99\n3,99.0\n4,"99"\n5, tidak tahu \n6,\n',
        "U2",
        {"no_answer": [99, "tidak tahu"]},
        (4,),
    ),
    "no answer and a decimal comma": ("id;U2\n1;4\n2;99,0\n", "U2", {"no_answer": [99]}, (4,)),
    "no answer as text": ("id,U2\n1,4\n2,A2\n", "U2", {"no_answer": ["A2"]}, (4,)),
    "zero is no answer": ("id,U2\n1,4\n2,0\n", "U2", {"no_answer": [0]}, (4,)),
    "apostrophes": ("id,Why,U2\n1,'t is slow,4\n2,it's late,3\n", "U2", {}, (4, 3)),
    "backslashes": ("id,Why,U2\n1,C:\\data\\,4\n2,\\,3\n", "U2", {}, (4, 3)),
    "separators of another kind in a cell": ("id,Why,U2\n1,a\u2028b\x0bc\x85,4\n", "U2", {}, (4,)),
}


@pytest.mark.parametrize(("text", "column", "more", "expected"), READ.values(), ids=READ)
def test_what_is_read(text, column, more, expected):
    answers = read(text, column, **more)
    assert answers.complaints == ()
    assert answers.numbers == expected
    assert list(map(type, answers.numbers)) == list(map(type, expected))


REFUSED: dict[str, tuple[str, str | int, dict[str, Any], list[tuple[str, str]]]] = {
    "a lone mark and tabs": ('id\tU2\tWhy\n1\t4\t"good\n2\t1\tbad\n', "U2", {}, [("A117", "2")]),
    "a lone mark": ('Why,U2\n"good,4\nbad,1\n', "U2", {}, [("A117", "2")]),
    "a lone mark in the heading": ('"id,U2\n1,4\n', "U2", {}, [("A117", "1")]),
    "two lone marks": ('id\tU2\tWhy\n1\t4\t"a\n2\t1\tb\n3\t4\tc"\n', "U2", {}, [("A121", "2")]),
    "two lone marks, rows between that don't fit": (
        'id,Why,U2\n1,"a, b","slow,4\n2,x,y,1\n3,late",2\n'.replace('"a, b",', ""),
        "U2",
        {},
        [("A121", "2")],
    ),
    "lone marks behind a cell with a comma": (
        'Where,id,U2,Why\n"a, b",1,4,"slow\nc,2,1,late"\n',
        "U2",
        {},
        [("A121", "2")],
    ),
    "two lone marks, delimiters in their rows": (
        'id,Why,U2\n1,"wow, nice,1\n2,x,1\n3,y,1\n4,z",4\n',
        "U2",
        {},
        [("A121", "2")],
    ),
    "two lone marks, one delimiter in the first row": (
        'id;Why;U2\n1;"wow; nice;1\n4;z";4\n',
        "U2",
        {},
        [("A121", "2")],
    ),
    "two lone marks, delimiters in all rows": (
        'id;Why;U2\n1;"wow; nice;1\n2;x; y;1\n4;z; q";4\n',
        "U2",
        {},
        [("A121", "2")],
    ),
    "a comma in a heading, decimal commas and a unit": (
        "Satisfied, or not?\n3,5 of 4\n2,5 of 4\n",
        1,
        {},
        [("A120", "2")],
    ),
    "a comma in a heading, decimal commas and no answer": (
        "Satisfied, or not?\n3,5\nn/a,\n",
        1,
        {"no_answer": ["n/a"]},
        [("A120", "2")],
    ),
    "a lone mark before a line break": (
        'id;Why;U2\n1;"good\n;1\n2;x;1\n3;y;1\n4;fine";4\n',
        "U2",
        {},
        [("A121", "2")],
    ),
    "two lone marks, tabs": (
        'id\tWhy\tU2\na\t"wow\tnice\t1\nb\tx\t1\nd\t"\t4\n',
        "U2",
        {},
        [("A121", "2")],
    ),
    "two lone marks, an answer of the first column": (
        'U2,Why,Where\n4,"a, b,x\n1,b,y\n4,c",z\n',
        "U2",
        {},
        [("A121", "2")],
    ),
    "a mark not doubled": ('id,Why,U2\n1,"a "b", c",4\n', "U2", {}, [("A118", "2")]),
    "a backslash before a mark": ('id,Why,U2\n1,"a \\"b\\", c",4\n', "U2", {}, [("A118", "2")]),
    "a row too long": ("id,Why,U2\n1,a, b,4\n2,c,3\n", "U2", {}, [("A113", "2")]),
    "a row too short": ("id,U2,Why\n1,4,a\n2,3\n", "U2", {}, [("A113", "3")]),
    "one row with a delimiter at its end": (
        "id,Why,U2\n1,a,4\n2,b 3,2,\n",
        "U2",
        {},
        [("A113", "3")],
    ),
    "a row too long among rows with delimiters at their ends": (
        "id,Why,U2,\n1,a,4,\n2,b,3,2,\n",
        "U2",
        {},
        [("A113", "3")],
    ),
    "more in each row than headings": (
        "id,U2\n1,4,x\n2,3,y\n",
        "U2",
        {},
        [("A113", "2"), ("A113", "3")],
    ),
    "two columns of one heading": ("U2,U2\n4,1\n", "U2", {}, [("A116", "")]),
    "two headings but for blanks": ("U2,U2 \n4,1\n", "U2", {}, [("A116", "")]),
    "a heading that is not there": ("id,U2\n1,4\n", "U3", {}, [("A112", "")]),
    "a heading in another case": ("id,u2\n1,4\n", "U2", {}, [("A112", "")]),
    "a column beyond": ("id,U2\n1,4\n", 3, {}, [("A125", "")]),
    "a number that is another's heading": ("no,1,2\n1,4,2\n", 2, {}, [("A126", "")]),
    "two ways": ("a,b;U2\n1;2,3\n", 2, {}, [("A120", "2")]),
    "a comma in a heading and decimal commas": (
        "Satisfied, or not?\n3,5\n2,5\n4,0\n",
        1,
        {},
        [("A120", "2")],
    ),
    "a comma in a heading and decimal commas that are said": (
        "Satisfied, or not?\n3,5\n2,5\n4,0\n",
        1,
        {"decimal": ","},
        [("A120", "2")],
    ),
    "a comma in a heading and halves of decimals": (
        "Satisfied, or not?\n3,\n,5\n4,0\n",
        1,
        {},
        [("A120", "2")],
    ),
    "a comma that delimits and is said to be the decimal mark": (
        "id,Satisfied, or not?\n1,3,5\n2,2,5\n",
        2,
        {"decimal": ","},
        [("A120", "2")],
    ),
    "two ways, one of which has complaints": (
        "U2|Age, years\n2,0|23\n3,5|31\n",
        1,
        {},
        [("A120", "2")],
    ),
    "two ways, one of which has text": ("U2;Who, where\n4;a,b\n3;c,d\n", 1, {}, [("A120", "2")]),
    "two ways, one of which has other rows": (
        "U2;Who, where\n4;1,2\n3;c,d\n",
        1,
        {"no_answer": ["4;1"]},
        [("A120", "2")],
    ),
    "the first answer for a heading": ("4\n1\n2\n", 1, {}, [("A129", "")]),
    "the first answer for a heading among others": ("1;4\n2;3\n", 2, {}, [("A129", "")]),
    "the first answer with a decimal comma": ("1;3,5\n2;3\n", 2, {}, [("A129", "")]),
    "no answer for a heading": ("1;99\n2;3\n", 2, {"no_answer": [99]}, [("A129", "")]),
    "headings that are numbers on the scale": ("1,2,3\n1,4,2\n", 2, {}, [("A129", "")]),
    "thousands by points": (
        "id;U2\n1;250\n2;500\n3;1.000\n",
        "U2",
        {"survey": TALL},
        [("A123", "4")],
    ),
    "thousands by points between commas": (
        "id,U2\n1,250\n2,1.000\n",
        "U2",
        {"survey": TALL},
        [("A123", "3")],
    ),
    "thousands by commas": ("id;U2\n1;1,000\n", "U2", {"survey": TALL}, [("A123", "2")]),
    "thousands of which one reading is on the scale": (
        "id;U2\n1;3.125\n",
        "U2",
        {},
        [("A123", "2")],
    ),
    "thousands among what is no answer": (
        "id;U2\n1;3\n2;1.000\n",
        "U2",
        {"no_answer": [1]},
        [("A123", "3")],
    ),
    "marks of another kind": ("Why,U2\n'a,3\nb',4\n", "U2", {}, [("A120", "2")]),
    "marks that are escaped": ('Why,U2\n"a\\",3\nb",4\n', "U2", {}, [("A120", "2")]),
    "no rows": ("id,U2\n", "U2", {}, [("A115", "")]),
    "nothing": ("", "U2", {}, [("A115", "")]),
    "nothing but blanks": ("\n  \n\n", "U2", {}, [("A115", "")]),
    "nobody answered": ("id,U2\n1,\n2,\n", "U2", {}, [("A115", "")]),
    "a decimal comma and commas": ('id,U2\n1,"3,5"\n', "U2", {}, [("A122", "2")]),
    "a decimal comma and bars": ("id|U2\n1|3,5\n", "U2", {}, [("A122", "2")]),
    "a decimal comma alone": ("U2\n3,5\n", "U2", {}, [("A122", "2")]),
    "a decimal comma, a point wanted": (
        "id;U2\n1;3,5\n",
        "U2",
        {"decimal": "."},
        [("A122", "2")],
    ),
    "a decimal point, a comma wanted": (
        "id;U2\n1;3.5\n",
        "U2",
        {"decimal": ","},
        [("A122", "2")],
    ),
    "both decimal marks": ("id;U2\n1;3,5\n2;1.5\n", "U2", {}, [("A123", "3")]),
    "thousands": ("id;U2\n1;1.000,5\n", "U2", {}, [("A114", "2")]),
    "off the scale": (
        "id,U2\n1,4\n2,99\n3,0\n4,5\n5,-1\n",
        "U2",
        {},
        [("A124", "3"), ("A124", "4"), ("A124", "5"), ("A124", "6")],
    ),
    "text": ("id,U2\n1,4\n2,n/a\n", "U2", {}, [("A114", "3")]),
    "no answer is exact": ("id,U2\n1,Tidak\n", "U2", {"no_answer": ["tidak"]}, [("A114", "2")]),
    "a cell without an end": (
        f"id,U2,Why\n1,4,{'x' * 131_073}\n",
        "U2",
        {},
        [("A119", "2")],
    ),
    "line breaks of another kind": ("U2,Why\n4,a\rb\n", "U2", {}, [("A128", "2")]),
    "line feeds among carriage returns": ("U2,Why\r4,a\nb\r", "U2", {}, [("A128", "2")]),
    "one row that is longer": ("id,Why,U2\n1,a, 3,\n", "U2", {}, [("A113", "2")]),
    "sep that is another": ("sep=;\nid,U2\n1,4\n", "U2", {}, [("A112", "")]),
}


@pytest.mark.parametrize(("text", "column", "more", "expected"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused(text, column, more, expected):
    assert faults(read(text, column, **more)) == expected


@pytest.mark.parametrize(
    "cell",
    [
        *("0_3", "1e0", "+3", "03", "３", "٣", "3.", ".5", "3,", "0x3", "1/2", "--3", "- 3", "3 0"),
        *(
            "inf",
            "nan",
            "NaN",
            "True",
            "3%",
            "3€",
            "'3",
            "=3",
            "3;",
            "1" * 41,
            "III",
            "３．５",
            "½",
        ),
    ],
)
def test_only_plain_decimal_notation_is_a_number(cell):
    assert faults(read(f"id\tU2\n1\t{cell}\n")) == [("A114", "2")]


@pytest.mark.parametrize(
    ("cell", "mend"),
    [
        ("+3", "write it in plain digits: 3"),
        ("３", "write it in plain digits: 3"),
        (
            "n/a",
            (
                "if it is an answer, put its number in its place (or export answer codes as "
                'numbers); only if it stands for no answer, write `no_answer: ["n/a"]` beside '
                "`column`"
            ),
        ),
        ("99", "if it stands for no answer, write `no_answer: [99]` beside `column`"),
        (
            "1.000",
            'write `decimal: "."` beside `column` if it is a decimal number, else 1000 in the file',
        ),
        ("9,5", "if it stands for no answer, write `no_answer: [9.5]` beside `column`"),
    ],
)
def test_a_faulty_answer_is_told_with_its_mend(cell, mend):
    (complaint,) = read(f"id;U2\n1;{cell}\n").complaints
    problem = parse(b"a: 1\n", "a.yaml").problem(complaint._replace(route=("a",)))
    assert words("en").mend(problem) == mend
    for language in ("id", "en"):
        for part in ("a.csv", " 2:", "U2"):
            assert part in words(language).problem(problem)


def test_many_faults_are_told_in_order_with_how_many_there_are():
    rows = "".join(f"{n},{'x' if n % 3 else 9}\n" for n in range(1, 31))
    answers = read(f"id,U2\n{rows}")
    source = parse(b"a: 1\n", "a.yaml")
    problems = in_order([source.problem(c._replace(route=("a",))) for c in answers.complaints])
    assert [p.values.get("row", "") for p in problems] == ["", *map(str, range(2, 2 + TOLD))]
    assert {problems[0].code, *(p.code for p in problems[1:])} == {"A127", "A114", "A124"}
    assert problems[0].values["count"] == "30"
    assert read(f"id,U2\n{rows[: rows.index('11,')]}").complaints[0].code.code == "A114"


def test_a_row_is_named_by_the_line_on_which_it_begins():
    text = 'sep=,\r\nWhy,U2\r\n"a\r\nb",4\r\n"c\r\nd",x\r\n'
    assert faults(read(text)) == [("A114", "5")]


def test_what_the_message_about_a_missing_column_says():
    answers = read("id,u2," + ",".join(f"question number {n}" for n in range(40)) + "\n")
    (complaint,) = answers.complaints
    assert complaint.values["suggestion"] == "u2"
    assert complaint.values["columns"].count(",") == 11
    assert complaint.route[-1] == "column"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("id,U2\n1,4\n".encode("utf-16"), "encoding"),
        ("id,U2\n1,4\n".encode("utf-16-le"), "encoding"),
        ("id,U2\n1,4\n".encode("utf-16-be"), "encoding"),
        ("id,U2\n1,4\n".encode("utf-32"), "encoding"),
        (b"id,U2\n1,4\0\n", "encoding"),
        ("id,Größe,U2\n".encode("cp1252"), "encoding"),
    ],
)
def test_other_encodings_are_told(tmp_path, content, why):
    (tmp_path / "a.csv").write_bytes(content)
    held = assessment({"x": {"responses": {"file": "a.csv", "column": "U2"}}})
    _, (complaint,) = with_answers(held.ratings, Premises().home(tmp_path))
    assert (complaint.code.code, complaint.values["why"]) == ("A110", why)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"column": 0}, "S107"),
        ({"column": -1}, "S107"),
        ({"column": 10**9}, "S107"),
        ({"column": 1.5}, "S104"),
        ({"column": True}, "S104"),
        ({"column": " "}, "S110"),
        ({"column": None}, "S104"),
        ({"no_answer": 99}, "S104"),
        ({"no_answer": [True]}, "S104"),
        ({"no_answer": [" "]}, "S104"),
        ({"decimal": ";"}, "S106"),
        ({"seperator": ";"}, "S102"),
    ],
)
def test_the_shape_of_what_is_asked(tmp_path, more, code):
    found = checked(tmp_path, {"file": "a.csv", "column": "U2", **more})
    assert code in {problem.code for problem in found}


@pytest.mark.parametrize("number", [0, -1])
def test_a_mean_of_nobody_is_told_with_a_number_that_mends_it(tmp_path, number):
    found = checked(tmp_path, {"mean": 4, "n": number})
    (problem,) = [problem for problem in found if problem.code == "S107"]
    assert words("en").mend(problem) == "write a number that is at least 1"
    assert words("id").mend(problem) == "tulis bilangan yang paling sedikit 1"


def checked(folder: Any, responses: dict[str, Any]) -> tuple[Problem, ...]:
    """The problems of an assessment with these responses, checked from its file."""
    import json

    from smartscore.read.check import Examiner
    from smartscore.read.shelf import Catalogue

    from .building import assessment_data

    liking = {"code": "x", "title": "x", "survey": {"min": 1, "max": 4}}
    rubric = folder / "own.yaml"
    rubric.write_text(json.dumps(rubric_data(dimension("a", liking))))
    data = assessment_data({"x": {"responses": responses}})
    data["rubrics"] = ["./own.yaml"]
    (folder / "a.csv").write_text("id,U2\n1,4\n")
    place = folder / "a.yaml"
    place.write_text(json.dumps(data))
    return Examiner(Catalogue([])).check(str(place), place.read_bytes())


def is_read_rightly_or_refused(text: str, form: Form, **more: Any) -> bool:
    """Whether both ways to ask give the answers of the form, or complaints; and which it is."""
    read_rightly = True
    for column in ("U2", form.place + 1):
        answers = read(text, column, **more)
        if answers.complaints:
            read_rightly = False
        else:
            assert tuple(map(float, answers.numbers)) == form.answers(), text
    return read_rightly


@settings(max_examples=150, deadline=None)
@given(forms(), DIALECTS, st.sampled_from(["", "\ufeff"]))
def test_what_csv_writes_in_any_dialect_is_read_rightly_or_refused(form, dialect, mark):
    try:
        text = written(form, **dialect)
    except csv.Error:  # one blank cell in a row, and nothing may quote it
        return
    is_read_rightly_or_refused(mark + text, form)


@settings(max_examples=100, deadline=None)
@given(forms(), st.sampled_from(DELIMITERS), st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
def test_behind_a_line_that_says_the_delimiter(form, delimiter, quoting):
    text = written(form, delimiter=delimiter, quoting=quoting)
    is_read_rightly_or_refused(f"sep={delimiter}\r\n{text}", form)


@settings(max_examples=120, deadline=None)
@given(
    st.sampled_from(".,").flatmap(lambda mark: st.tuples(st.just(mark), forms(mark))),
    st.sampled_from(",;\t"),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
    st.sampled_from(["", "NA", "nan"]),
)
def test_what_a_data_frame_is_saved_as(marked, separator, quoting, end, has_index, missing):
    """As pandas' `to_csv` does with sep, decimal, quoting, lineterminator, index and na_rep."""
    mark, form = marked
    rows = [[c if c or i != form.place else missing for i, c in enumerate(r)] for r in form.rows]
    if has_index:
        rows = [[str(i), *row] for i, row in enumerate(rows)]
    heading = ["", *form.heading] if has_index else form.heading
    frame = Form(heading, rows, form.place + has_index)
    text = written(frame, delimiter=separator, quoting=quoting, lineterminator=end)
    truth = Form(heading, [["", *r] if has_index else r for r in form.rows], frame.place)
    more = {"no_answer": [missing]} if missing else {}
    is_read_rightly_or_refused("\ufeff" + text, truth, **more, decimal=mark)
    is_read_rightly_or_refused(text, truth, **more)


def test_ordinary_forms_are_read_and_not_refused():
    """With the comments that people write, in the dialects that programs write."""
    comments = ["", "good", "slow, late", 'they say "wait, please"', "it's; so", "two\nlines, ok"]
    for delimiter in DELIMITERS:
        for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_ALL):
            for first in (True, False):
                rows = [[str(n % 4 + 1), comments[n % 6], str(n)] for n in range(60)]
                form = Form(["U2", "Any, other; remarks?", "No"], rows, 0)
                if first:
                    rows = [row[::-1] for row in rows]
                    form = Form(form.heading[::-1], rows, 2)
                text = written(form, delimiter=delimiter, quoting=quoting)
                assert is_read_rightly_or_refused(text, form)


@settings(max_examples=120, deadline=None)
@given(forms(), st.sampled_from(DELIMITERS), st.sampled_from(["\n", "\r\n"]))
def test_cells_that_nobody_quotes_are_read_rightly_or_refused(form, delimiter, end):
    """Marks stand where they stand; only what divides cells and rows is not in them."""
    without = str.maketrans(dict.fromkeys(f"{delimiter}\r\n", " "))
    rows = [[cell.translate(without) for cell in row] for row in form.rows]
    heading = [cell.translate(without) for cell in form.heading]
    text = end.join(delimiter.join(row) for row in [heading, *rows]) + end
    is_read_rightly_or_refused(text, Form(heading, rows, form.place))


@pytest.mark.parametrize("separator", [44, 59, 9])
@pytest.mark.parametrize("quote_all", ["false", "true"])
def test_what_an_office_suite_saves(tmp_path, separator, quote_all):
    """A workbook with awkward comments, saved as CSV by LibreOffice."""
    all_there(["xlsxwriter"])
    import xlsxwriter

    office = program("soffice", "libreoffice")
    comments = [
        "good",
        "slow, late",
        'say "wait, please"',
        "it's; so",
        'two\nlines, "a", b',
        "",
        '"',
    ]
    rows = [[str(n), comments[n % 7], str(n % 4 + 1), ""] for n in range(20)]
    book = xlsxwriter.Workbook(str(tmp_path / "form.xlsx"))
    sheet = book.add_worksheet()
    for column, heading in enumerate(["No", "Any, other; remarks?", "U2"]):
        sheet.write_string(0, column, heading)
    for i, row in enumerate(rows, 1):
        sheet.write_number(i, 0, int(row[0]))
        sheet.write_string(i, 1, row[1])
        sheet.write_number(i, 2, int(row[2]))
    sheet.write_string(12, 4, " ")  # a column that is empty but for a blank
    book.close()
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    how = f"csv:Text - txt - csv (StarCalc):{separator},34,76,1,,0,{quote_all}"
    command = [office, home, "--headless", "--convert-to", how, "--outdir", str(tmp_path)]
    subprocess.run(
        [*command, str(tmp_path / "form.xlsx")], check=True, capture_output=True, timeout=120
    )
    text = (tmp_path / "form.csv").read_text(encoding="utf-8")
    form = Form(["No", "Any, other; remarks?", "U2", ""], rows, 2)
    assert is_read_rightly_or_refused(text, form)


def survey(**more: Any) -> Rubric:
    liking = {"code": "x", "title": "x", "survey": {"min": 1, "max": 4, **more}}
    return Rubric.model_validate(rubric_data(dimension("a", liking)))


@pytest.mark.parametrize(
    "responses",
    [[1, 2, 1, 2], {"mean": 1.5, "n": 4}, {"mean": "3/2", "n": 4}],
)
def test_a_reversed_item_scores_what_is_left_to_the_top(responses):
    card = scored(survey(reversed=True), {"x": {"responses": responses}})
    plain = scored(survey(), {"x": {"responses": responses}})
    assert str(node(card, "x").value) == "5/6"
    assert str(node(plain, "x").value) == "1/6"
    assert card.digest != plain.digest
    assert plain.digest == scored(survey(reversed=False), {"x": {"responses": responses}}).digest


def test_from_the_file_to_the_score(tmp_path):
    import json

    (tmp_path / "own.yaml").write_text(survey(reversed=True).model_dump_json(exclude_unset=True))
    (tmp_path / "a.csv").write_text("Q;Q\n4;1,5\n4;tidak tahu\n4;99\n")
    asked = {"file": "a.csv", "column": 2, "no_answer": [99, "tidak tahu"]}
    data = {
        "smartscore": "assessment/1",
        "rubrics": ["./own.yaml"],
        "subject": {"name": "Somewhere"},
        "date": "2021-07-12",
        "ratings": {"own": {"x": {"responses": asked}}},
    }
    (tmp_path / "a.yaml").write_text(json.dumps(data))
    reading = assess(tmp_path / "a.yaml")
    rating = reading.assessment.rating("own", "x")
    assert rating is not None
    assert rating.responses == (1.5,)


PEOPLE = "name;U2\nA;3\nB;4\nC;3\nD;4\nE;3\n"


@pytest.mark.parametrize(
    "foot",
    [
        "Total;17",
        "Jumlah;4",
        "Rata-rata;3,4",
        "RATA RATA :;3",
        "Nilai rata-rata per unsur;3,4",
        "Mean;3.4",
        "Average;3",
        "NRR;3,40",
        ";3,4",
        ";3,40",
    ],
)
@pytest.mark.parametrize("delimiter", [";", "\t", ","])
def test_a_row_that_sums_up_the_others_is_nobodys_answer(foot, delimiter):
    text = (PEOPLE + foot + "\n").replace(",", "." if delimiter == "," else ",")
    found = read(text.replace(";", delimiter), survey=Survey(min=1, max=20))
    assert faults(found) == [("A114", "7")]
    assert found.numbers == (3, 4, 3, 4, 3)
    assert found.complaints[0].values["variant"] in ("summary", "mean")
    for language in ("en", "id"):
        problem = Problem("A114", Place("a.yaml"), found.complaints[0].values)
        assert words(language).mend(problem)
        assert "7" in words(language).problem(problem)


@pytest.mark.parametrize(
    "foot",
    ["Total Karya;3", "Siti;3", ";3", "F;3,5", ";3,3", "Total;", ";", "Semua;3"],
)
def test_people_who_are_called_like_a_total_are_people(foot):
    assert not read(PEOPLE + foot + "\n").complaints


def test_a_comment_that_says_total_is_a_comment():
    assert read("U2;Why\n3;Total\n4;jumlah\n").numbers == (3, 4)
