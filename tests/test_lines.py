"""Lines of a terminal are those that rich makes of the same texts."""

import re
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from smartscore.reports.lines import Column, Run, hanging, paragraph, side_by_side, wrapped
from smartscore.reports.look import BOLD, RED
from smartscore.reports.safe import one_line

NAMES = {"": "", BOLD: "bold", RED: "red", f"{BOLD};{RED}": "bold red"}
TEXTS = st.text(st.sampled_from("ab.-–é漢字👩\u200d\ufe0f  "), max_size=60).map(one_line)
NARROW = st.text(st.sampled_from("abc.-–é  "), max_size=60).map(one_line)
"""Where a line ends in wide characters, rich cuts a word of a table that would fit."""

WIDE = st.text(st.sampled_from("ab漢字👩  "), max_size=60).map(one_line)
SEAMS = st.text(st.sampled_from("ab.-–é漢字👩  "), max_size=60).map(one_line)
"""Rich measures each style by itself, so that a joiner before another one counts twice for it."""

STYLES = st.sampled_from(tuple(NAMES))


def console(width):
    return Console(
        file=StringIO(),
        width=width,
        force_terminal=True,
        color_system="standard",
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
        _environ={},
    )


def shown(lines):
    """Lines without what nobody sees: the styles of blanks, and blanks at their ends."""
    seen = (re.sub(r"\x1b\[[\d;]*m( *)\x1b\[0m", r"\1", line) for line in lines)
    return [re.sub(r" +(\x1b\[0m)?$", r"\1", line) for line in seen]


def printed(made, width):
    page = console(width)
    page.print(made)
    return shown(page.file.getvalue().split("\n")[:-1])


@given(TEXTS.filter(lambda text: not re.search(r"(^|\s)[\u200d\ufe0f]", text)), st.integers(4, 30))
def test_wrapped_as_rich_does(text, width):
    lines = Text(text).wrap(console(width), width)
    assert [line.rstrip() for line in wrapped(text, width)] == [x.plain.rstrip() for x in lines]


@given(NARROW, st.integers(4, 30))
def test_cut_as_rich_does(text, width):
    lines = Text(text, overflow="ellipsis").wrap(console(width), width)
    ours = wrapped(text, width, fold=False)
    assert [line.rstrip() for line in ours] == [line.plain.rstrip() for line in lines]


@given(st.lists(st.tuples(SEAMS, STYLES), min_size=1, max_size=3), st.integers(4, 40))
def test_styles_where_rich_puts_them(runs, width):
    theirs = Text.assemble(*((text, NAMES[style]) for text, style in runs))
    ours = paragraph([Run(text, style) for text, style in runs], width)
    assert shown(ours) == printed(theirs, width)


@given(
    st.lists(NARROW, min_size=3, max_size=3),
    st.sampled_from(["", RED]),
    st.sampled_from(["", BOLD]),
)
def test_side_by_side_as_in_a_table(texts, look, style):
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, width=30, show_header=False)
    table.add_column(width=12)
    table.add_column(width=6, justify="right", no_wrap=True)
    table.add_column(width=10, justify="right")
    one, two, three = texts
    table.add_row(Text(one), Text(two, style=NAMES[look]), Text(three), style=NAMES[style])
    columns = (Column(12), Column(6, right=True, wrapped=False), Column(10, right=True))
    ours = side_by_side([Run(one), Run(two, look), Run(three)], columns, style)
    assert shown(ours) == printed(table, 30)


@given(st.lists(WIDE, min_size=2, max_size=2), st.booleans())
def test_a_row_is_as_wide_as_its_columns(texts, right):
    columns = (Column(8, right=right), Column(5, wrapped=False))
    assert {cell_len(line) for line in side_by_side(map(Run, texts), columns)} == {14}


@pytest.mark.parametrize("style", ["", BOLD])
def test_no_line_is_wider_than_asked(style):
    for line in paragraph([Run("漢" * 41, ""), Run(" " + "x" * 90, "")], 80):
        assert Text(line).cell_len <= 80
    assert list(paragraph([Run("", style)], 80)) == [""]


@pytest.mark.parametrize("text", ["\u200d\u200d字aaa", "a  \u200d\u200d字字a👩"])
@pytest.mark.parametrize("fold", [True, False])
def test_joiners_before_a_wide_character_end_nothing(text, fold):
    """Rich itself fails to cut such a text (an IndexError of its cells)."""
    for width in (4, 6, 9):
        assert "字" in "".join(wrapped(text, width, fold=fold))


def test_a_command_to_be_copied_stands_on_one_line():
    said = "a workbook needs another package, which is not installed here yet, so that: "
    command = "`pip install 'smartscore[xlsx]'`"
    for before in range(len(said)):
        lines = list(hanging("smartscore: ", said[:before].strip() + f" {command} adds it"))
        assert any(command in line for line in lines), lines
        assert max(map(len, lines)) <= 80
        assert "\ue000" not in "".join(lines)
