"""Word documents with markers: told as what they are, or woven with all else as it was."""

import functools
import re
from collections.abc import Sequence

from hypothesis import strategies as st

from smartscore.weaving.word.markup import Element, cut, parse
from tests.building import ASSESSMENT, RUBRIC
from tests.fuzz.kinds import Case, Done, Kind
from tests.fuzz.running import ran
from tests.word_files import (
    LINKS,
    MAIN,
    PAGE,
    TYPES,
    archive,
    caption,
    document,
    paragraph,
    part,
    parts_of,
    run,
)

HELD = {"tiny.yaml": RUBRIC.encode(), "place.yaml": ASSESSMENT.encode()}
VALUE = "{{smartscore value score place.yaml tiny}}"
MARKERS = (
    VALUE,
    "{{smartscore table dimensions place.yaml lang=id}}",
    "{{smartscore table sheet place.yaml}}",
    "{{smartscore verdict place.yaml}}",
    "{{smartscore table gaps place.yaml label=Lampiran}}",
)
FIELD = [f'<w:fldChar w:fldCharType="{turn}"/>' for turn in ("begin", "separate", "end")]
BITS = st.sampled_from(
    [
        *("<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:sdt>", "</w:sdt>", "<w:sdtContent/>", "<w:p/>"),
        *("<w:tbl>", "</w:tbl>", "<w:ins>", "</w:ins>", "<w:sectPr/>", "<w:pPr/>", "<w:r/>"),
        *(*FIELD, "<w:instrText> SEQ Tabel \\r 99 </w:instrText>", "<!-- c -->", "<?pi x?>"),
        *('<w:tag w:val="smartscore"/>', '<w:alias w:val="smartscore value"/>', "&amp;", "&b;"),
        *("{{smartscore", "}}", "<![CDATA[9]]>", "\x00", "]]>", "<w:softHyphen/>", "<x:y/>"),
        *('<w:pgSz w:w="x" w:h="-1"/>', '<w:bookmarkStart w:id="1"/>', "<w:docPartObj/>", "“"),
    ]
)
TAGGED = f'<w:sdtPr><w:tag w:val="{VALUE[2:-2]}"/></w:sdtPr>'
WRAPS = st.sampled_from(
    [
        *("", "{0}{0}", "<w:sdt><w:sdtContent>{0}</w:sdtContent></w:sdt>", "<w:p>{0}</w:p>"),
        *(
            "<w:ins>{0}</w:ins>",
            "<w:del>{0}</w:del>",
            '<w:fldSimple w:instr="TOC">{0}</w:fldSimple>',
        ),
        *("<w:tbl><w:tr><w:tc>{0}</w:tc></w:tr></w:tbl>", "<w:hyperlink>{0}</w:hyperlink>"),
        "<mc:AlternateContent><mc:Choice>{0}</mc:Choice></mc:AlternateContent>",
        f"<w:sdt>{TAGGED}<w:sdtContent>{{0}}</w:sdtContent></w:sdt>",
    ]
)


@functools.cache
def _good() -> tuple[dict[str, bytes], ...]:
    """A document with markers, and the same woven."""
    ends = paragraph(MARKERS[2], properties=f"<w:pPr>{PAGE}</w:pPr>")
    body = [paragraph("a ", VALUE, " b"), caption("Tabel", 1, "x", chapter="4.")]
    body += [paragraph(run(each)) for each in MARKERS]
    told = {"word/header1.xml": part("hdr", paragraph(VALUE))}
    data = document(*body, ends, paragraph("z"), parts=told)
    (done,) = ran(Case({**HELD, "bab.docx": data}, [("weave", "bab.docx")]))
    assert done.code == 0, done.errors
    return parts_of(data), parts_of(done.files["bab.docx"])


@st.composite
def changed(draw: st.DrawFn, text: str) -> str:
    """A part with an element set into another one, doubled or gone, or with something more."""
    tags = [match.start() for match in re.finditer("<", text)]
    if not tags:
        return text
    at = draw(st.sampled_from(tags))
    kind = draw(st.sampled_from(["bit", "wrap", "wrap", "cut", "character"]))
    if kind == "bit":
        return text[:at] + draw(BITS) + text[at:]
    if kind == "cut":
        return text[:at] + text[draw(st.sampled_from(tags)) :]
    if kind == "character":
        return text[:at] + draw(st.characters(codec="utf-8")) + text[at + 1 :]
    found = re.match(r"<([\w:]+)[ >]", text[at:])
    end = text.find(f"</{found[1]}>", at) if found else -1
    if found is None or end < 0:
        return text
    end += len(found[1]) + 3
    return text[:at] + draw(WRAPS).replace("{0}", text[at:end]) + text[end:]


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    """A document with some changes in its parts, or in its bytes."""
    parts = dict(draw(st.sampled_from(_good())))
    for _ in range(draw(st.integers(0, 3))):
        name = draw(st.sampled_from([MAIN] * 6 + list(parts)))
        parts[name] = draw(changed(parts[name].decode())).encode()
    content = bytearray(archive(parts))
    if draw(st.sampled_from([False, False, False, True])):
        for _ in range(draw(st.integers(1, 3))):
            content[draw(st.integers(0, len(content) - 1))] = draw(st.integers(0, 255))
    if draw(st.sampled_from([False] * 9 + [True])):
        del content[draw(st.integers(0, len(content) - 1)) :]
    return bytes(content)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A document, looked through, woven, and woven again."""
    held = {**HELD, "bab.docx": draw(documents())}
    more = ("bab.docx", *draw(st.sampled_from([(), ("--lang", "id")])))
    commands = [("weave", *more, "--check"), ("weave", *more), ("weave", *more)]
    return Case(held, [*commands, ("weave", *more, "--check")], draw(st.booleans()))


def only_controls_change(case: Case, done: Sequence[Done]) -> None:
    """A refused document is as it was; a woven one differs in controls alone, and is fresh."""
    before = case.files["bab.docx"]
    first, once, again, last = (each.files["bab.docx"] for each in done)
    assert first == before
    assert all(set(each.files) == set(case.files) for each in done)
    if done[1].code != 0:
        assert done[0].code != 0
        assert once == before
        return
    assert again == last == once
    assert done[3].code == 0, done[3].errors
    if once == before:
        return
    old, new = parts_of(before), parts_of(once)
    assert list(old) == list(new)[: len(old)]
    for name, said in old.items():
        if name not in (TYPES, LINKS) and said != new[name]:
            assert _outside(said) == _outside(new[name]), name


_LOOSE = re.compile(
    rb"<!--.*?-->|<\?pi.*?\?>|<w:(?:proofErr|lastRenderedPageBreak)\b[^>]*/>|<w:rPr>.*?</w:rPr>|</?w:(?:p|r|t|rPr)\b[^>]*>",
    re.DOTALL,
)
_MARKER = re.compile(rb"\{\{\s*smartscore\b[^{}]*\}\}", re.IGNORECASE)
_SECTION = re.compile(rb"<w:pPr>\s*</w:pPr>|<w:sectPr.*?</w:sectPr>|<w:sectPr/>", re.DOTALL)


def _outside(content: bytes) -> bytes:
    """A part without our controls and markers, and without how its runs are divided.

    Sections are left out where a table wants one of its own.
    """
    top = parse(content)
    spans = [(each.start, each.end, b"") for each in _controls(top)]
    plain = _MARKER.sub(b"", _LOOSE.sub(b"", cut(content, spans)))
    return _SECTION.sub(b"", plain) if b"table sheet" in content else plain


def _controls(element: Element) -> list[Element]:
    """The topmost controls of ours."""
    properties = element.child("w:sdtPr")
    said = properties.child("w:tag") or properties.child("w:alias") if properties else None
    if said is not None and said.attributes.get("w:val", "").startswith("smartscore"):
        return [element]
    return [found for child in element.children for found in _controls(child)]


KIND = Kind("word", cases(), 40, only_controls_change)
