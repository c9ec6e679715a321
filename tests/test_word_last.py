"""A wide table at the end of a Word document, behind which an empty page would stay."""

from .test_word import BEFORE, VALUE, WIDE, invoke, pages, rerate, told, woven
from .test_word_order import faults
from .word_files import MAIN, PAGE, archive, body_of, document, paragraph, parts_of

LYING = PAGE.replace('w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906" w:orient="landscape"')


def test_the_last_page_can_be_laid_by_hand_so_that_none_is_empty(here):
    for text in (BEFORE, paragraph("a ", VALUE)):
        (here / "bab.docx").write_bytes(document(text, paragraph(WIDE), "<w:p/>"))
        done = invoke("bab.docx", "--lang", "en")
        assert "an empty page ends the document" in told(done)
        once = (here / "bab.docx").read_bytes()
        assert invoke("bab.docx", "--check").exit_code == 0
        laid = archive({**parts_of(once), MAIN: LYING.join(body_of(once).rsplit(PAGE, 1)).encode()})
        new = woven(here, laid)
        assert [wide > high for wide, high in pages(new)] == [False, True]
        assert faults(new) == []
        assert woven(here, new) == new
        rerate(here)
        again = woven(here, new)
        assert pages(again) == pages(new)
        stays = body_of(again).replace('place.yaml"', 'place.yaml turn=no"')
        upright = woven(here, archive({**parts_of(again), MAIN: stays.encode()}))
        assert [wide > high for wide, high in pages(upright)] == [False, True]
        assert body_of(upright).index("<w:tbl>") < body_of(upright).rindex('w:w="11906"')
        assert woven(here, upright) == upright
        rerate(here, 3)


def test_nothing_is_told_of_an_empty_page_where_something_follows(here):
    for behind in (paragraph("Sesudah."), paragraph(VALUE)):
        (here / "bab.docx").write_bytes(document(BEFORE, paragraph(WIDE), behind))
        done = invoke("bab.docx", "--lang", "id")
        assert done.exit_code == 0
        assert "halaman kosong" not in told(done)
    (here / "bab.docx").write_bytes(document(BEFORE, paragraph(WIDE)))
    assert "dokumen berakhir dengan halaman kosong" in told(invoke("bab.docx", "--lang", "id"))
    rerate(here)
    assert "bab.docx, paragraph 2: `table sheet place.yaml` is stale" in told(
        invoke("bab.docx", "--check", "--lang", "en")
    )
