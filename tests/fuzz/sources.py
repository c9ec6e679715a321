"""References with any value under any key: text on pages, in Markdown and in documents."""

import shutil
import zipfile
from collections.abc import Sequence
from io import BytesIO

from hypothesis import strategies as st

from tests import hostile_fields, hostile_texts
from tests.fuzz.grammar import dumped
from tests.fuzz.kinds import Case, Done, Kind
from tests.fuzz.texts import ACTING, LANGUAGES, VALUES

ADDRESSES = st.sampled_from(hostile_fields.ADDRESSES)
NAMES = st.one_of(
    ACTING,
    st.fixed_dictionaries({"family": ACTING, "given": ACTING}),
    st.fixed_dictionaries({"literal": ACTING}),
    VALUES,
)
DATES = st.one_of(
    st.sampled_from([2020, "2020-01", [[2020]], {"date-parts": [[2020, 99]]}, {"raw": "x"}]),
    st.fixed_dictionaries({"date-parts": st.lists(st.lists(VALUES, max_size=3), max_size=2)}),
    ACTING,
)
ITEMS = st.builds(
    lambda texts, names, issued: {**texts, **names, "issued": issued},
    st.dictionaries(
        st.sampled_from(hostile_fields.KEYS), st.one_of(ACTING, ADDRESSES, VALUES), max_size=8
    ),
    st.dictionaries(
        st.sampled_from(hostile_fields.NAMES.split()), st.lists(NAMES, max_size=3), max_size=2
    ),
    DATES,
)


@st.composite
def files(draw: st.DrawFn) -> dict[str, bytes]:
    """Files of which every text tries to act, with one to three references of any kind."""
    text = hostile_texts.texts()
    text.given = draw(st.integers(0, 19))
    rubric, assessment = hostile_texts.rubric(text), hostile_texts.assessment(text)
    for n in range(draw(st.integers(1, 3))):
        item = {**draw(ITEMS), "id": f"item{n}"}
        assessment["references"].append(item)
        evidence = assessment["ratings"]["nasty"]["i00"]["evidence"]
        evidence.append({"cite": f"item{n}", "shows": "x"})
    return {"nasty.yaml": dumped(rubric), "place.yaml": dumped(assessment)}


@st.composite
def cases(draw: st.DrawFn) -> Case:
    language = ("--lang", draw(LANGUAGES))
    style = ("--style", draw(st.sampled_from(["thesis", "brief"])))
    commands = [
        ("report", "place.yaml", "--format", "md", "--flavour", "gfm", *style, *language),
        ("report", "place.yaml", "--format", "html", *style, *language),
        ("report", "place.yaml", "--format", "md", *language),
        ("check", "place.yaml"),
    ]
    return Case(draw(files()), commands, draw(st.booleans()))


@st.composite
def documents(draw: st.DrawFn) -> Case:
    return Case(
        draw(files()), [("report", "place.yaml", "-o", "a.docx", "--lang", draw(LANGUAGES))]
    )


def is_text_in_a_document(case: Case, done: Sequence[Done]) -> None:
    """A document has no part that is fetched, run or filled in by a program, but page numbers."""
    if "a.docx" not in done[0].files:
        assert done[0].code != 0, done[0].errors
        return
    with zipfile.ZipFile(BytesIO(done[0].files["a.docx"])) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            if name.endswith(".rels"):
                for outside in content.split(b"<")[1:]:
                    acts = b'TargetMode="External"' in outside
                    assert not acts or b'Target="http' in outside, outside
            elif name != "word/footer1.xml":
                for tag in (b"<w:instrText", b"<w:fldSimple", b"<w:object", b"<w:altChunk"):
                    assert tag not in content, (name, tag)


KIND = Kind("references", cases(), 12)
DOCUMENTS = Kind("documents", documents(), 1, is_text_in_a_document, in_processes=True)
HAS_PANDOC = shutil.which("pandoc") is not None
