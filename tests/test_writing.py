"""YAML that is written reads back as the same data, and looks as the house writes it."""

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from smartscore.text import writing
from smartscore.text.parsing import parse
from smartscore.text.source import NOT_TEXT

ODD = [
    *("no", "null", "~", "1.0", "2021-07-12", "1:30", "", " ", "a: b", "a:", "a #b", "#a", "- x"),
    *("? y", "=1", "'x", '"', "a\nb", "a\n\nb\n", "\na", "  x\ny", "x\n  y", "a\n \nb", "a\n\n"),
    *("<<", "--- x", "...", "%a", "@x", "`", "!x", "&a", "*a", "|", "> x", "[", "{a", "a, b", ","),
    *("\u2028", "\x85", "a\r\nb", "\ufeffx", "a\tb", "\ta", "\xa0", "e\u0301", "\U0001f600"),
    *("x" * 200, "word " * 60 + "end", "two  blanks " * 20 + "e", "key: val " * 20 + "z"),
    *(" #x" * 50 + "y", "tab\there " * 20 + "x", "- item " * 20 + "x", "k" * 2000),
]
TEXT = st.one_of(
    st.text(
        st.characters(exclude_categories=["Cs"]).filter(lambda c: not NOT_TEXT.search(c)),
        max_size=20,
    ),
    st.sampled_from(ODD),
)
NUMBER = st.one_of(
    st.integers(-(10**30), 10**30), st.floats(allow_nan=False, allow_infinity=False)
).filter(writing.holds)
DATA = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBER, TEXT),
    lambda inner: st.one_of(st.lists(inner, max_size=5), st.dictionaries(TEXT, inner, max_size=4)),
    max_leaves=20,
)


def back(data: dict[str, Any]) -> Any:
    source = parse(writing.text(data).encode(), "x.yaml")
    assert source.problems == []
    return source.data


@settings(max_examples=100, deadline=None)
@given(data=st.dictionaries(TEXT, DATA, max_size=4))
def test_what_is_written_reads_back(data):
    assert repr(back(data)) == repr(data)


@pytest.mark.parametrize("text", ODD)
def test_other_readers_read_the_same_text(text):
    data: Any = {"a": text, "b": {"c": [text, [text]]}}
    assert back(data) == data
    assert yaml.safe_load(writing.text(data)) == data


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ({}, "{}\n"),
        ({"a": None, "b": {}}, "a:\n\nb: {}\n"),
        ({"date": "2021-07-12", "at": "2021-07-12"}, "date: 2021-07-12\n\nat: '2021-07-12'\n"),
        ({"r": {"x": {"a": 1}, "z": {"b": 2.0}}}, "r:\n  x:\n    a: 1\n  z:\n    b: 2.0\n"),
        ({"l": [{"a": 1, "b": []}, "x@1"]}, "l:\n  - a: 1\n    b: []\n  - x@1\n"),
        ({"d": [[2021, 7, 12]], "m": ["a", "b"]}, "d: [[2021, 7, 12]]\n\nm: [a, b]\n"),
        ({"t": "a\nb\n", "u": "a\nb"}, "t: |\n  a\n  b\n\nu: |-\n  a\n  b\n"),
    ],
)
def test_how_it_looks(data, text):
    assert writing.text(data) == text


def test_no_line_is_longer_than_it_must_be():
    data: Any = {"a": {"b": "some words and " * 30 + "an end"}, "answers": list(range(1000))}
    text = writing.text(data)
    assert max(map(len, text.split("\n"))) <= writing.WIDTH
    assert "b: >-\n" in text
    assert back(data) == data


@pytest.mark.parametrize("data", [float("nan"), float("inf"), 10**41, 1e-300, [{"a": 1e300}]])
def test_what_no_file_holds(data):
    assert not writing.holds(data)


def test_nesting_has_an_end():
    data: Any = 1
    for _ in range(40):
        data = [{"a": data}]
    assert not writing.holds(data)
