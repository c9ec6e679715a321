"""PDFs that something is quoted from: read, or told as what they are."""

from hypothesis import strategies as st

from tests.building import ASSESSMENT, RUBRIC
from tests.fuzz.kinds import Case, Kind
from tests.pdf_files import made

OPERATORS = st.sampled_from(
    [
        *(b"BT", b"ET", b"/F1 12 Tf", b"/None 1 Tf", b"72 700 Td", b"0 -9999999 Td", b"q", b"Q"),
        *(b"(Every road has a register.) Tj", b"[(a) -999999 (b)] TJ", b"<feff0061> Tj", b"T*"),
        *(
            b"(a",
            b"<<",
            b"[",
            b"1 0 0 1 1e9 nan Tm",
            b"/X Do",
            b"BI ID x EI",
            b"BX",
            b"% x",
            b"\x00",
        ),
        *(b"(\\777) Tj", b"9" * 5000 + b" 0 Td", b"(::error::x) '", b"BDC", b'1 2 (a) "'),
    ]
)
CONTENTS = st.lists(OPERATORS, max_size=12).map(b"\n".join)
CHANGES = st.sampled_from(
    [
        *((b"/Root 1 0 R", b"/Root 2 0 R"), (b"/Parent 2 0 R", b"/Parent 10 0 R")),
        *((b"/Pages 2 0 R", b"/Pages 1 0 R"), (b"/Kids", b"/Kidz"), (b"FlateDecode", b"LZWDecode")),
        *((b"/Length", b"/Length -1 %"), (b"/Count", b"/Count 99999999 %"), (b"endobj", b"")),
        *(
            (b"/Size 99", b"/Size 0 /Encrypt 3 0 R"),
            (b"/Helvetica", b"/Helvetica /ToUnicode 3 0 R"),
        ),
        *((b"/Contents", b"/Contents 1 0 R /X"), (b"/Size 99", b"/Size 99 /Prev 0 /XRefStm 9")),
        (b"/F1 3 0 R", b"/F1 10 0 R"),
    ]
)


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """A PDF of one or two pages with something wrong in its contents, its objects or its bytes."""
    raw = dict([draw(CHANGES)]) if draw(st.booleans()) else None
    content = bytearray(made(*draw(st.lists(CONTENTS, min_size=1, max_size=2)), raw=raw))
    for _ in range(draw(st.integers(0, 3))):
        content[draw(st.integers(0, len(content) - 1))] = draw(st.integers(0, 255))
    if draw(st.sampled_from([False, False, True])):
        del content[draw(st.integers(9, len(content))) :]
    return bytes(content)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    rating = """{level: 3, because: x, evidence:
    [{cite: plan, at: p. 1, quote: every road, shows: x}]}"""
    place = ASSESSMENT.replace("first: 3", f"first: {rating}")
    place += "references: [{id: plan, type: report, file: plan.pdf}]\n"
    held = {"plan.pdf": draw(files()), "tiny.yaml": RUBRIC.encode(), "place.yaml": place.encode()}
    return Case(held, [("check", "place.yaml")], draw(st.booleans()))


KIND = Kind("pdfs", cases(), 12, in_processes=True)
