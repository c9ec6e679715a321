"""Chapters with blocks: nothing outside of them is touched, and what is woven is fresh."""

import re
from collections.abc import Sequence

from hypothesis import strategies as st

from tests.building import ASSESSMENT, RUBRIC
from tests.fuzz.kinds import Case, Done, Kind
from tests.fuzz.texts import ACTING

WORDS = st.sampled_from(
    [
        *("table", "value", "verdict", "dimensions", "comparison", "instrument", "sheet", "bands"),
        *("gaps", "evidence", "shown", "score", "low", "bounds", "band", "rated", "tiny", "first"),
        *(
            "place.yaml",
            "no.yaml",
            "own.md",
            "tiny.yaml",
            "../x.yaml",
            "-",
            "/etc/passwd",
            "lang=id",
        ),
        *(
            "lang=fr",
            'caption="A | b"',
            "caption=x",
            '"place.yaml"',
            "'",
            '"',
            "\\",
            "tiny/only",
            "",
        ),
    ]
)
GOOD = st.sampled_from(
    [
        "table dimensions place.yaml",
        "table descriptors place.yaml tiny lang=id",
        'table bands place.yaml caption="Tabel 4.2 <b>x</b>"',
        "table comparison place.yaml other.yaml",
        "table gaps place.yaml",
        "value score place.yaml tiny",
        "value band place.yaml tiny/only lang=id",
        "value bounds place.yaml first",
        "verdict place.yaml",
    ]
)
ORDERS = st.one_of(GOOD, GOOD, st.lists(WORDS, max_size=6).map(" ".join))
LEADS = st.sampled_from(
    ["", "", "- ", "  ", "> ", ">> ", "1. ", "    ", "\t", "| ", "a ", "- [ ] "]
)
ENDS = st.sampled_from(["\n", "\n", "\r\n", "\n\n"])
PROSE = st.one_of(
    ACTING,
    st.sampled_from(
        [
            *(
                "Text.",
                "# A",
                "```",
                "~~~",
                "    code",
                "<!-- a",
                "-->",
                "`",
                "| a | b |\n|---|---|",
            ),
            *(
                "<!-- /smartscore -->",
                "<!-- smartscore:",
                "<!-- smartscore: x",
                "\ufeff",
                "",
                "---",
            ),
        ]
    ),
)


@st.composite
def blocks(draw: st.DrawFn) -> str:
    """A block in a paragraph, a list, a quotation or nowhere in particular."""
    lead, end = draw(LEADS), draw(ENDS)
    inside = draw(st.sampled_from(["", "\n", "old", "\nold\n\nlines\n", f"{end}{lead}{end}"]))
    close = draw(st.sampled_from(["<!-- /smartscore -->"] * 6 + ["", "<!--/smartscore-->"]))
    tail = draw(st.sampled_from(["", "", " and on", "|", draw(PROSE)]))
    return f"{lead}<!-- smartscore: {draw(ORDERS)} -->{inside}{close}{tail}{end}"


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A chapter of prose and blocks, woven, held against its assessments, and woven again."""
    pieces = draw(
        st.lists(st.one_of(blocks(), blocks(), st.builds(str.__add__, PROSE, ENDS)), max_size=5)
    )
    text = "".join(pieces)
    files = {
        "bab.md": text.encode("utf-8", "surrogatepass"),
        "tiny.yaml": RUBRIC.encode(),
        "place.yaml": ASSESSMENT.encode(),
        "other.yaml": ASSESSMENT.replace("first: 3", "first: 1").encode(),
        "graft.yaml": b"smartscore: rubric/1\ncode: graft\nversion: 1.0.0\ntitle: G\n",
    }
    more = ("bab.md", *draw(st.sampled_from([(), ("--lang", "id"), ("--flavour", "gfm")])))
    commands = [("weave", *more), ("weave", *more, "--check"), ("weave", *more)]
    return Case(files, commands, draw(st.booleans()))


_BLOCK = re.compile(rb"(<!--\s*smartscore:.*?-->).*?(<!--\s*/smartscore\s*-->)", re.DOTALL)


def only_blocks_change(case: Case, done: Sequence[Done]) -> None:
    """A refused chapter is as it was; a woven one differs in blocks alone, and is fresh."""
    before = case.files["bab.md"]
    first, held, again = (each.files["bab.md"] for each in done)
    assert first == held
    if done[0].code != 0:
        assert first == before
        return
    assert done[1].code == 0, done[1].errors
    assert again == first
    outside = [_BLOCK.split(text)[::3] for text in (before, first)]
    if len(outside[0]) == len(outside[1]):
        assert outside[0] == outside[1]


KIND = Kind("chapters", cases(), 60, only_blocks_change)
