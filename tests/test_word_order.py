"""What is woven into a Word document stands in the order in which Word reads it."""

import re

import pytest

from . import word_order
from .test_word import (
    AFTER,
    BEFORE,
    FIGURE,
    TABLE,
    VALUE,
    WIDE,
    woven,
)
from .tools import all_there
from .word_files import MAIN, R, W, archive, caption, document, paragraph, part, parts_of

STRICT = {
    W: "http://purl.oclc.org/ooxml/wordprocessingml/main",
    R: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
LONG = f'{{{{smartscore table dimensions place.yaml caption="{"x" * 70}"}}}}'
ALL = (
    paragraph("It is ", VALUE, "."),
    *(paragraph(each) for each in (TABLE, WIDE, "{{smartscore verdict place.yaml}}", LONG)),
    paragraph(WIDE.replace("sheet", "instrument")),
    AFTER,
)


def spelt(content: bytes) -> bytes:
    """A part in the strict dialect."""
    for old, new in STRICT.items():
        content = content.replace(old.encode(), new.encode())
    return content


def faults(data: bytes) -> list[str]:
    return list(word_order.faults(parts_of(data)[MAIN]))


@pytest.mark.parametrize("own", ["", caption("Tabel", 1, "Lain", chapter="4.")])
def test_elements_stand_in_the_order_of_the_schema(here, own):
    new = woven(here, document(BEFORE, own, *ALL))
    assert faults(new) == []
    bare = document(*ALL, parts={"word/styles.xml": part("styles", "")})
    assert faults(woven(here, bare)) == []
    moved = parts_of(new)[MAIN].replace(b"<w:alias", b"<w:text/><w:alias", 1)
    assert list(word_order.faults(moved)) != []


def test_a_strict_document_gets_no_words_of_the_other_dialect(here):
    data = document(*ALL, parts={"word/styles.xml": part("styles", "")})
    strict = {name: spelt(said) for name, said in parts_of(data).items()}
    body = parts_of(woven(here, archive(strict)))[MAIN].decode()
    assert list(word_order.faults(body.encode())) == []
    made = "".join(re.findall(r"<w:tbl>.*?</w:tbl>", body))
    assert not re.search(r'<w:(left|right) |w:(left|right)=|w:val="(left|right)"', made)
    assert "<w:tblLook w:val" not in made
    assert re.search(r'<w:start w:val="single".*<w:jc w:val="(start|end)"/>', made)


def test_pictures_have_numbers_that_word_takes_and_that_are_their_own(here):
    all_there(["resvg_py"])
    space = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    own = "".join(
        f'<w:r><w:drawing><wp:inline xmlns:wp="{space}"><wp:docPr id="{key}" name="x"/></wp:inline>'
        "</w:drawing></w:r>"
        for key in (1, 2147483647, 99999999999)
    )
    new = woven(here, document(f"<w:p>{own}</w:p>", paragraph(FIGURE), paragraph(FIGURE)))
    assert faults(new) == []
    keys = [int(key) for key in re.findall(rb'<wp:docPr id="(\d+)"', parts_of(new)[MAIN])]
    assert len(set(keys)) == 5
    assert all(key < 2**31 for key in keys[3:])
    controls = re.findall(rb'<w:id w:val="(\d+)"', parts_of(new)[MAIN])
    assert len(set(controls)) == 2
    assert all(int(key) < 2**31 for key in controls)
