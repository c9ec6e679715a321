"""YAML text: what is typed, where everything stands, and what is refused."""

import codecs
import contextlib
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smartscore.text import nodes, yaml_faults
from smartscore.text.parsing import parse
from smartscore.text.problems import Invalid, Problem
from smartscore.text.source import MAX_BYTES

from .fuzz.raw import YAMLISH

TYPED = [
    ("no", "no"),
    ("on", "on"),
    ("NO", "NO"),
    ("1:30", "1:30"),
    ("2024-05-01", "2024-05-01"),
    ("010", "010"),
    ("1_000", "1_000"),
    ("0x1F", "0x1F"),
    ("1e3", "1e3"),
    (".5", ".5"),
    ("+3", "+3"),
    (".nan", ".nan"),
    (".inf", ".inf"),
    ("~", "~"),
    ("True", "True"),
    ("2,5", "2,5"),
    ("=", "="),
    ("'3'", "3"),
    ("!!str 3", "3"),
    ("null", None),
    ("", None),
    ("true", True),
    ("false", False),
    ("-12", -12),
    ("0", 0),
    ("1.10", 1.1),
    ("-0.25", -0.25),
    ("1" * 5000, "1" * 5000),
]


@pytest.mark.parametrize(("written", "read"), TYPED)
def test_what_is_typed(written, read):
    value = parse(f"a: {written}\n".encode(), "f").data["a"]  # type: ignore[index,call-overload]
    assert value == read
    assert type(value) is type(read)


def test_keys_are_text():
    assert parse(b"no: 1\n1: 2\nnull: 3\n", "f").data == {"no": 1, "1": 2, "null": 3}


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(8)
)
REFUSED = [
    ("", "Y112", 1, 1),
    ("# only a comment\n", "Y112", 1, 1),
    ("\0\1\2", "Y114", 1, 1),
    ("a: 1\nb: \x1b[31m\n", "Y114", 2, 4),
    ("a:\n\tb: 1\n", "Y104", 2, 1),
    ("a:\n  - x\n\t- y\n", "Y104", 3, 1),
    ("[" * 200_000, "Y106", 1, 64),
    ("- " * 100_000, "Y106", 1, 127),
    ("{a: " * 100_000, "Y106", 1, 253),
    (BOMB, "Y107", 1, 24),
    ("a: [1, 2\nb: 3\n", "Y115", 1, 4),
    ('a: "x\nb: 3\n', "Y116", 1, 4),
    ("a: b: c\n", "Y117", 1, 5),
    ("a: @x\n", "Y118", 1, 4),
    ("a: 1\nfoo\nb: 2\n", "Y119", 2, 1),
    ("a:\n  b: 1\n c: 2\n", "Y119", 3, 2),
    ("a: *x\n", "Y120", 1, 4),
    ("a: &x 1\nb: &x 2\n", "Y121", 2, 4),
    ("a: &x [*x]\n", "Y108", 1, 4),
    ("a: !!int x\n", "Y110", 1, 4),
    ("a: !own {b: 1}\n", "Y110", 1, 4),
    ("a: 1\n---\nb: 2\n", "Y111", 2, 1),
    ("? [a]\n: 1\n", "Y113", 1, 3),
    ('a: "\\ud800"\n', "Y102", 1, 7),
]


@pytest.mark.parametrize(("text", "code", "line", "column"), REFUSED)
def test_what_is_refused_and_where(text, code, line, column):
    with pytest.raises(Invalid) as caught:
        parse(text.encode(), "f")
    problem = caught.value.problems[-1]
    assert (problem.code, problem.place.line, problem.place.column) == (code, line, column)


@pytest.mark.parametrize(
    ("content", "code", "column"),
    [
        ("a: 1".encode("utf-16"), "Y101", 1),
        ("a: café".encode("cp1252"), "Y101", 7),
        (b"x" * (MAX_BYTES + 1), "Y105", 0),
    ],
)
def test_what_is_no_text(content, code, column):
    with pytest.raises(Invalid) as caught:
        parse(content, "f")
    problem = caught.value.problems[0]
    assert (problem.code, problem.place.column) == (code, column)


def test_a_byte_order_mark_is_no_text():
    source = parse("\ufeffa: 1\n".encode(), "f")
    assert source.data == {"a": 1}
    assert source.place(("a",)).column == 4


def test_faults_that_let_the_reading_go_on():
    source = parse(b'a: 1\nb: &x {c: 2}\na: 3\nd:\n  <<: *x\ne: "\\x1b]0;"\n', "f")
    found = [(p.code, p.place.line, p.place.column) for p in source.problems]
    assert found == [("Y103", 3, 1), ("Y109", 5, 3), ("Y114", 6, 4)]
    assert source.data == {"a": 1, "b": {"c": 2}, "d": {}, "e": "\x1b]0;"}


@pytest.mark.parametrize("separator", ["\u0085", "\u2028", "\u2029"])
def test_lines_count_as_editors_do(separator):
    source = parse(f"a: one{separator} two\nb: 3\n".encode(), "f")
    assert source.place(("b",)).line == 2


def test_windows_line_ends():
    source = parse(b"a: 1\r\nb: 2\r\n", "f")
    assert source.place(("b",), key=True).line == 2
    assert source.line(1) == "a: 1"


PLACES = b"""\
top: one
list:
  - code: x
    levels:
      1: none
  - {code: y, weight: 2}
folded: >-
  two
  lines
"""


@pytest.mark.parametrize(
    ("route", "key", "line", "column", "end"),
    [
        (("top",), False, 1, 6, 9),
        (("top",), True, 1, 1, 4),
        (("list",), False, 2, 1, 5),
        (("list", 0), False, 3, 5, 9),
        (("list", 0, "levels", "1"), False, 5, 10, 14),
        (("list", 0, "levels", 1), True, 5, 7, 8),
        (("list", 1), False, 6, 5, 25),
        (("list", 1, "dimension", "weight"), False, 6, 23, 24),
        (("folded",), False, 7, 9, 11),
        ((), False, 1, 1, 4),
    ],
)
def test_places(route, key, line, column, end):
    place = parse(PLACES, "f").place(route, key=key)
    assert (place.line, place.column, place.end_column) == (line, column, end)


def test_without_libyaml_the_same_is_read():
    """PyYAML's own parser stands in where its wheel has no libyaml."""
    script = (
        "import sys, yaml; yaml.__with_libyaml__ = False\n"
        "from smartscore.text.parsing import parse\n"
        "from smartscore.text.problems import Invalid\n"
        "print(parse(b'a: [1, {b: no}]\\n', 'f').data)\n"
        "for text in (b'[' * 5000, b'a: [1\\n', b'a: b: c\\n', b'a: &x [*x]\\n'):\n"
        "    try: parse(text, 'f')\n"
        "    except Invalid as e: print(e.problems[0].code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.split("\n") == [
        "{'a': [1, {'b': 'no'}]}",
        "Y106",
        "Y115",
        "Y117",
        "Y108",
        "",
    ]


NOT_UTF8 = (
    b"\xff",
    b"\xe2\x82",
    b"\xc0\xaf",
    b"\xed\xa0\x80",
    b"\xf8",
    b"\x80",
    b"\xf4\x90\x80\x80",
)
BEFORE = ("", "a", "a: \u20ac", "a: \U0001f600\nb: \u00e9", "\ufeff", "a: x\r\n", "\u20ac" * 50)


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
@pytest.mark.parametrize("bad", NOT_UTF8)
@pytest.mark.parametrize("before", BEFORE)
def test_bytes_that_are_no_text_are_told_with_their_place(mark, bad, before):
    with pytest.raises(Invalid) as caught:
        parse(mark + before.encode() + bad + b": 1\n", "f")
    (problem,) = caught.value.problems
    assert problem.code == "Y101"
    assert problem.values == {"byte": f"0x{bad[0]:02x}"}
    text = before.removeprefix("" if mark else "\ufeff")
    lines = text.split("\n")
    assert (problem.place.line, problem.place.column) == (len(lines), len(lines[-1]) + 1)


@given(st.binary(max_size=40), st.booleans())
def test_any_bytes_are_read_or_told(content, marked):
    with contextlib.suppress(Invalid):
        parse((codecs.BOM_UTF8 if marked else b"") + content, "f")


@pytest.mark.parametrize("mark_at", [63, 1000])
def test_nesting_that_the_parser_itself_refuses_has_the_code_and_place_of_ours(mark_at):
    from yaml import Mark
    from yaml.scanner import ScannerError

    text = "[" * 1100
    mark = Mark("", mark_at, 0, mark_at, "", 0)
    said = "exceeded maximum nesting depth"  # PyYAML 6.0.4, with the libyaml that it brings
    wrong = nodes._syntax(text, ScannerError("while increasing flow level", mark, said, mark))
    assert wrong.complaint.code == yaml_faults.NESTED_TOO_DEEP
    assert wrong.complaint.route == (63, 64, False)


@settings(max_examples=400)
@given(YAMLISH)
def test_every_place_of_what_looks_like_yaml_is_in_it(text):
    problems: tuple[Problem, ...] = ()
    try:
        source = parse(text.encode(), "f")
    except Invalid as invalid:
        problems = invalid.problems
    else:
        for route, _ in source.nodes():
            assert source.place(route).line >= 1
            assert isinstance(source.anchor(route), str)
    assert all(0 <= problem.place.column <= len(text) + 2 for problem in problems)
