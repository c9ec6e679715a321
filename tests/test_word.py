"""`smartscore weave` in Word documents: markers become controls, and nothing else is touched."""

import io
import re
import subprocess
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from smartscore.cli import app
from smartscore.reports.view import Column, Row, Table
from smartscore.weaving import Order
from smartscore.weaving.answers import Answer
from smartscore.weaving.word import content
from smartscore.weaving.word.document import weave
from smartscore.weaving.word.ink import Ink
from smartscore.weaving.word.looks import Looks
from smartscore.words import words

from .building import ASSESSMENT
from .tools import all_there, program
from .word_files import (
    LINKS,
    MAIN,
    PAGE,
    TYPES,
    archive,
    body_of,
    caption,
    document,
    paragraph,
    part,
    parts_of,
    run,
)

TABLE = "{{smartscore table dimensions place.yaml}}"
WIDE = "{{smartscore table sheet place.yaml}}"
FIGURE = "{{smartscore figure ranges place.yaml}}"
VALUE = "{{smartscore value score place.yaml tiny}}"


def invoke(*arguments: str) -> Result:
    done = CliRunner().invoke(app, ["weave", *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def woven(here: Path, data: bytes, *options: str) -> bytes:
    (here / "bab.docx").write_bytes(data)
    done = invoke("bab.docx", *options)
    assert done.exit_code == 0, done.stderr
    return (here / "bab.docx").read_bytes()


def rerate(here: Path, level: int = 1) -> None:
    (here / "place.yaml").write_text(ASSESSMENT.replace("first: 3", f"first: {level}"))


def told(done: Result) -> str:
    return " ".join(done.stderr.split())


def texts(data: bytes) -> list[str]:
    return [each.text for each in docx.Document(io.BytesIO(data)).paragraphs]


def shown(body: str) -> str:
    """The text of a body, without what stands in properties and instructions."""
    plain = re.sub(r"<w:sdtPr>.*?</w:sdtPr>|<w:instrText.*?</w:instrText>", "", body)
    return re.sub(r"<[^>]*>", "", plain).strip("\n")


def pages(data: bytes) -> list[tuple[int, int]]:
    """The sizes of the pages of each section, in twips."""
    found = re.findall(r'<w:pgSz w:w="(\d+)" w:h="(\d+)"', body_of(data))
    return [(int(wide), int(high)) for wide, high in found]


def tables(data: bytes) -> list[str]:
    """What the tables of a document say."""
    return [shown(each) for each in re.findall(r"<w:tbl>.*?</w:tbl>", body_of(data))]


def controls(data: bytes) -> list[str]:
    return re.findall(r'<w:tag w:val="([^"]*)"/>', body_of(data))


BEFORE, AFTER = paragraph("Sebelum.", properties="<w:pPr><w:jc/></w:pPr>"), paragraph("Sesudah.")


def test_a_table_stands_in_a_control_and_all_else_is_the_same_bytes(here):
    data = document(BEFORE, paragraph(TABLE), AFTER)
    new = woven(here, data)
    old, made = parts_of(data), parts_of(new)
    assert list(old) == list(made)
    assert {name for name in old if old[name] != made[name]} == {MAIN}
    head, _, rest = old[MAIN].partition(paragraph(TABLE).encode())
    assert made[MAIN].startswith(head + b"<w:sdt>")
    assert made[MAIN].endswith(b"</w:sdt>" + rest)
    table = docx.Document(io.BytesIO(new)).element.body.xpath(".//w:tbl")
    assert len(table) == 1
    assert controls(new) == ["smartscore table dimensions place.yaml"]
    assert '<w:tblStyle w:val="KisiTabel"/>' in body_of(new)
    assert '<w:pStyle w:val="Keterangan"/>' in body_of(new)
    assert " SEQ Table " in body_of(new)


def test_a_second_run_changes_nothing_and_check_says_what_is_stale(here):
    data = document(paragraph("It is ", VALUE, "."), paragraph(TABLE), paragraph(FIGURE))
    (here / "bab.docx").write_bytes(data)
    done = invoke("bab.docx", "--check")
    assert done.exit_code == 1
    assert "paragraph 1: `value score place.yaml tiny` is stale" in told(done)
    assert (here / "bab.docx").read_bytes() == data
    once = woven(here, data)
    assert woven(here, once) == once
    assert invoke("bab.docx", "--check").exit_code == 0
    rerate(here)
    done = invoke("bab.docx", "--check", "--lang", "id")
    assert done.exit_code == 1
    assert "paragraf 1: `value score place.yaml tiny` tertinggal" in told(done)
    assert (here / "bab.docx").read_bytes() == once
    assert woven(here, once) != once


def test_a_refreshed_control_has_the_new_figures(here):
    once = woven(here, document(paragraph("It is ", VALUE, " points."), paragraph(TABLE)))
    assert texts(once)[0] == "It is 25.0 points." or "25.0" in body_of(once)
    rerate(here)
    again = body_of(woven(here, once))
    assert "25.0" not in again
    assert again.count("<w:sdt>") == 2


@pytest.mark.parametrize(
    "runs",
    [
        ["It is {{smart", "score value score place.yaml tiny}}."],
        ["It is {", "{smartscore value score ", "place.yaml tiny}", "}."],
        [
            "It is ",
            '<w:proofErr w:type="spellStart"/>',
            "{{smartscore",
            '<w:proofErr w:type="spellEnd"/>',
            " value score place.yaml tiny}}.",
        ],
        ["It is ", "{{Smartscore", " value\xa0score place.yaml tiny }}."],
        [
            "It is ",
            "{{smartscore value ",
            '<w:bookmarkStart w:id="7" w:name="b"/>',
            "score place.yaml tiny}}",
            '<w:bookmarkEnd w:id="7"/>',
            ".",
        ],
    ],
)
def test_a_marker_may_be_spread_over_runs(here, runs):
    new = body_of(woven(here, document(paragraph(*runs))))
    assert shown(new) == "It is 25.0."
    assert new.count("bookmarkStart") == sum("bookmarkStart" in each for each in runs)


def test_two_markers_in_one_run_keep_its_looks(here):
    looks = "<w:rPr><w:i/></w:rPr>"
    new = woven(here, document(paragraph(run(f"a {VALUE}, {VALUE}{VALUE} b", looks))))
    assert shown(body_of(new)) == "a 25.0, 25.025.0 b"
    assert body_of(new).count(f"{looks}<w:t>25.0") == 3


PIECES = st.lists(
    st.sampled_from(["a", " ", VALUE, "é &amp; ", "{{", "}}", "<w:tab/>"]), max_size=5
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PIECES, st.data())
def test_text_around_markers_stays_however_it_is_divided(pieces, data):
    text = "".join(pieces)
    parts = re.split(r"(&amp;|<w:tab/>|.)", text)
    runs, inside = [], ""
    for each in filter(None, parts):
        if each == "<w:tab/>":
            runs += [run(inside), f"<w:r>{each}</w:r>"]
            inside = ""
            continue
        inside += each
        if data.draw(st.booleans()):
            runs.append(run(inside))
            inside = ""
    runs.append(run(inside))
    made = weave(document(paragraph(*runs)), lambda _: Answer(words("en"), ("N",)))
    if made.faults:
        assert made.content == document(paragraph(*runs))
        return
    again = weave(made.content, lambda _: Answer(words("en"), ("N",)))
    assert again.stale == again.faults == ()
    assert shown(body_of(made.content).replace("<w:tab/>", "\t")) == (
        text.replace(VALUE, "N").replace("<w:tab/>", "\t")
    )


def test_captions_are_like_those_of_the_document_and_numbered_in_turn(here):
    data = document(
        paragraph("Bab", properties='<w:pPr><w:pStyle w:val="Judul1"/></w:pPr>'),
        caption("Tabel", 1, "Lain", chapter="4."),
        paragraph(TABLE),
        paragraph("{{smartscore table bands place.yaml caption=“Kategori”}}"),
        paragraph("Bab", properties='<w:pPr><w:pStyle w:val="Judul1"/></w:pPr>'),
        paragraph("{{smartscore table gaps place.yaml}}"),
        paragraph("{{smartscore table bands place.yaml}}"),
        paragraph("{{smartscore table bands place.yaml caption=no}}"),
        paragraph("{{smartscore table bands place.yaml label=Lampiran}}"),
    )
    new = body_of(woven(here, data))
    assert new.count(" SEQ Tabel \\* ARABIC \\s 1 ") == 4
    assert " SEQ Lampiran " in new
    lines = [shown(each) for each in re.findall(r"<w:p>.*?</w:p>", new) if "SEQ" in each]
    numbers = [line.split(". ")[0] for line in lines]
    assert numbers == ["Tabel 4.1", "Tabel 4.2", "Tabel 4.3", "Tabel 5.1", lines[4]]
    assert lines[2] == "Tabel 4.3. Kategori"
    assert lines[4].startswith("Lampiran 1 ")


def test_a_wide_table_has_pages_that_lie_and_the_section_goes_on(here):
    new = woven(here, document(BEFORE, paragraph(WIDE), AFTER))
    assert pages(new) == [(11906, 16838), (16838, 11906), (11906, 16838)]
    sections = re.findall(r"<w:sectPr.*?</w:sectPr>", body_of(new))
    assert [section.count("headerReference") for section in sections] == [1, 0, 1]
    assert 'w:top="2268" w:right="1701" w:bottom="1701" w:left="1701"' in sections[1]
    assert woven(here, new) == new


@pytest.mark.parametrize(
    ("page", "places"),
    [
        (PAGE.replace("<w:cols", '<w:pgNumType w:start="1"/><w:cols'), 1),
        (PAGE.replace("</w:sectPr>", "<w:titlePg/></w:sectPr>"), 1),
        ("", 0),
    ],
)
def test_pages_do_not_turn_where_those_behind_would_begin_anew(here, page, places):
    (here / "bab.docx").write_bytes(document(BEFORE, paragraph(WIDE), AFTER, page=page))
    done = invoke("bab.docx")
    assert "stays on a page that stands" in told(done)
    assert body_of((here / "bab.docx").read_bytes()).count("<w:sectPr") == places


def test_pages_turn_where_the_paragraph_ends_its_section_or_begins_it(here):
    ends = paragraph(WIDE, properties=f"<w:pPr>{PAGE}</w:pPr>")
    new = woven(here, document(BEFORE, ends, paragraph(WIDE), AFTER))
    assert [wide > high for wide, high in pages(new)] == [False, True, True, False]
    assert woven(here, new) == new
    anew = PAGE.replace("<w:cols", '<w:pgNumType w:start="1"/><w:cols')
    follows = woven(here, document(BEFORE, ends, AFTER, page=anew))
    assert [wide > high for wide, high in pages(follows)] == [False, True, False]
    assert woven(here, follows) == follows
    upright = document(BEFORE, paragraph(WIDE.replace("}}", " turn=no}}")))
    assert pages(woven(here, upright)) == [(11906, 16838)]


def test_an_order_that_is_too_long_for_a_tag_is_hidden_text(here):
    long = "Hasil penilaian kesiapan per dimensi di suatu tempat yang namanya panjang"
    order = f'table dimensions place.yaml caption="{long}"'
    new = woven(here, document(paragraph(f"{{{{smartscore {order}}}}}"), AFTER))
    assert controls(new) == ["smartscore"]
    assert f"<w:rPr><w:vanish/></w:rPr><w:t>{{{{smartscore {order}}}}}" in body_of(new)
    assert woven(here, new) == new
    rerate(here)
    again = woven(here, new)
    assert again != new
    assert body_of(again).count(long) == 2


def test_a_figure_without_a_font_is_told(here, without_fonts):
    (here / "bab.docx").write_bytes(document(paragraph(FIGURE)))
    assert "this system has no font" in invoke("bab.docx").stderr
    assert "font" not in invoke("bab.docx").stderr


def test_a_figure_is_a_part_and_goes_when_another_takes_its_place(here):
    all_there(["resvg_py"])
    new = woven(here, document(paragraph(FIGURE)))
    pictures = [name for name in parts_of(new) if "media" in name]
    assert len(pictures) == 1
    assert docx.Document(io.BytesIO(new)).inline_shapes[0].width > 0
    assert b'Extension="png"' in parts_of(new)["[Content_Types].xml"]
    assert 'descr="Only: 25.0' in body_of(new)
    rerate(here)
    again = woven(here, new)
    assert [name for name in parts_of(again) if "media" in name] != pictures
    assert len([name for name in parts_of(again) if "media" in name]) == 1
    assert parts_of(again)["word/_rels/document.xml.rels"].count(b"image") == 1


def test_hand_made_looks_and_bookmarks_stay_when_figures_change(here):
    once = woven(here, document(paragraph(TABLE)))
    body = body_of(once)
    mark = '<w:bookmarkStart w:id="3" w:name="_Ref1"/>'
    body = body.replace(
        '<w:r><w:t xml:space="preserve">Table ', mark + '<w:r><w:t xml:space="preserve">Table '
    )
    body = re.sub(r'(fldCharType="end"/></w:r>)', r'\1<w:bookmarkEnd w:id="3"/>', body, count=1)
    body = body.replace("<w:tblW ", '<w:jc w:val="center"/><w:tblW ').replace(
        '<w:sz w:val="20"/>', '<w:sz w:val="18"/>'
    )
    body = body.replace('dimensions place.yaml"', 'dimensions place.yaml caption=Lain"')
    changed = {**parts_of(once), MAIN: body.encode()}
    rerate(here)
    new = body_of(woven(here, archive(changed)))
    assert '<w:jc w:val="center"/><w:tblW ' in new
    assert '<w:sz w:val="20"/>' not in re.findall(r"<w:tbl>.*</w:tbl>", new)[0]
    found = re.search(rf"{mark}(.*?)<w:bookmarkEnd", new)
    assert found
    assert shown(found[1]) == "Table 1"
    assert ">Lain</w:t>" in new


def nested(inside: str, *properties: str) -> str:
    told = "".join(properties)
    return f"<w:sdt><w:sdtPr>{told}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


TAG = '<w:tag w:val="smartscore value score place.yaml tiny"/>'
INS = '<w:ins w:id="1" w:author="a" w:date="2021-07-12T00:00:00Z">'


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (paragraph("a ", TABLE), "a paragraph of its own"),
        (paragraph("a {{smartscore value score place.yaml tiny"), "is not closed"),
        (paragraph("{{smartscore tabel dimensions place.yaml}}"), "did you mean `table`?"),
        (paragraph("{{smartscore table dimension place.yaml}}"), "there are: dimensions"),
        (paragraph("{{smartscore table dimensions gone.yaml}}"), "`gone.yaml` can't be used"),
        (paragraph("{{smartscore figure radar place.yaml}}"), "no chart `radar`"),
        (paragraph("{{smartscore references}}"), "no other order names an assessment"),
        (paragraph("{{smartscore table bands place.yaml label=a-b}}"), "can't be a label"),
        (paragraph("{{smartscore value score place.yaml tiny turn=no}}"), "`turn` is no option"),
        (f"<w:p>{INS}{run(VALUE)}</w:ins></w:p>", "tracked change"),
        (
            f"<w:p>{run('{{smartscore value ')}{INS}{run('score place.yaml tiny}}')}</w:ins></w:p>",
            "tracked change",
        ),
        (
            paragraph("{{smartscore value ", "<w:r><w:br/></w:r>", "score place.yaml tiny}}"),
            "something else than text",
        ),
        (f"<w:tbl><w:tr><w:tc>{paragraph(TABLE)}</w:tc></w:tr></w:tbl>", "can't stand here"),
        (nested(paragraph(VALUE), "<w:text/>"), "plain text only"),
        (nested(paragraph(nested(run("9"), TAG)), TAG), "holds another one"),
        (
            f'<w:p><w:fldSimple w:instr="AUTHOR">{run(VALUE)}</w:fldSimple></w:p>',
            "result of a field",
        ),
        (
            nested(paragraph(run("9"), '<w:r><w:footnoteReference w:id="1"/></w:r>'), TAG),
            "a footnote",
        ),
        (nested(f"<w:p>{INS}{run('9')}</w:ins></w:p>", TAG), "tracked changes"),
        (nested(paragraph("9"), TAG.replace("place", "../place")), "outside the folder"),
    ],
)
def test_what_can_not_be_is_told_with_its_paragraph_and_nothing_is_written(here, body, says):
    data = document(
        paragraph("Bab 4", properties='<w:pPr><w:pStyle w:val="Judul1"/></w:pPr>'), body
    )
    (here / "bab.docx").write_bytes(data)
    done = invoke("bab.docx", "--lang", "en")
    assert done.exit_code in (1, 2)
    assert says in told(done)
    assert "bab.docx, paragraph " in told(done)
    assert "(“Bab 4”)" in told(done)
    assert (here / "bab.docx").read_bytes() == data


@pytest.mark.parametrize("inside", [VALUE, "{{smartscore verdict place.yaml}}"])
def test_figures_stand_in_headers_notes_cells_and_boxes(here, inside):
    box = f"<w:r><w:pict><w:txbxContent>{paragraph(inside)}</w:txbxContent></w:pict></w:r>"
    note = f'<w:footnote w:id="1">{paragraph("n ", inside)}</w:footnote>'
    cell = f"<w:tbl><w:tr><w:tc>{paragraph(inside)}</w:tc></w:tr></w:tbl>"
    parts = {
        "word/header1.xml": part("hdr", paragraph(inside)),
        "word/footnotes.xml": part("footnotes", note),
    }
    new = woven(here, document(f"<w:p>{box}</w:p>", cell, parts=parts))
    for name in (MAIN, *parts):
        assert b"{{" not in parts_of(new)[name]
        assert b"<w:sdt>" in parts_of(new)[name]
    assert woven(here, new) == new


def test_a_marker_that_a_table_of_contents_repeats_is_left_alone(here):
    turns = [
        f'<w:r><w:fldChar w:fldCharType="{turn}"/></w:r>' for turn in ("begin", "separate", "end")
    ]
    order = '<w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
    toc = paragraph(turns[0], order, turns[1], "Bab ", VALUE) + paragraph("Bab ", VALUE, turns[2])
    new = body_of(woven(here, document(toc, paragraph("Bab ", VALUE))))
    assert new.startswith(body_of(document(toc, page="")).partition("</w:body>")[0])
    assert new.count("<w:sdt>") == 1


def encrypted() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le")


MANY = "<w:p>" + "<w:r>" * 600 + "</w:r>" * 600 + "</w:p>"
DOCTYPE = (
    b'<!DOCTYPE w [<!ENTITY a "aaaaaaaa">]>' + part("document", "<w:body/>").split(b"\n", 1)[1]
)
VBA = {"word/vbaProject.bin": b"x"}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (document(kind="document.main", parts=VBA), "it holds macros"),
        (document().replace(b"PK\x05\x06", b"PK\x05\x07"), "it is damaged"),
        (document()[:-30], "it is damaged"),
        (encrypted(), "it is encrypted"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
            "an old Word document",
        ),
        (
            document(settings='<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'),
            "protected",
        ),
        (document(parts={"_xmlsignatures/origin.sigs": b""}), "it is signed"),
        (document(parts={MAIN: DOCTYPE}), "it is damaged"),
        (document(parts={MAIN: b"<w:document"}), "it is damaged"),
        (
            document(parts={MAIN: part("document", "").replace(b"UTF-8", b"UTF-16")}),
            "it is damaged",
        ),
        (document(MANY), "larger than a document should be"),
        (document(parts={MAIN: bytes(130 * 1024 * 1024)}), "larger than a document should be"),
        (document(kind="presentation"), "no Word document"),
        (b"PK\x03\x04", "it is damaged"),
        (b"text", "no Word document"),
    ],
)
def test_what_is_no_document_to_be_changed_is_told_in_both_languages(here, data, says):
    (here / "bab.docx").write_bytes(data)
    for options in ((), ("--check",)):
        done = invoke("bab.docx", *options)
        assert done.exit_code == 1
        assert f"bab.docx: {says}" in told(done) or says in told(done)
    assert "bab.docx: " in told(invoke("bab.docx", "--lang", "id"))
    assert (here / "bab.docx").read_bytes() == data


@pytest.mark.parametrize("lock", ["~$bab.docx", "~$ab.docx", "~$b.docx", ".~lock.bab.docx#"])
def test_a_document_that_is_open_is_left_alone(here, lock):
    data = document(paragraph(TABLE))
    (here / "bab.docx").write_bytes(data)
    (here / lock).write_text("")
    done = invoke("bab.docx")
    assert done.exit_code == 2
    assert f"open in another program ({lock})" in told(done)
    assert (here / "bab.docx").read_bytes() == data
    assert invoke("bab.docx", "-o", "other.docx").exit_code == 0
    assert b"<w:sdt>" in parts_of((here / "other.docx").read_bytes())[MAIN]
    assert invoke("bab.docx", "--check").exit_code == 1


def test_one_document_goes_to_an_output_and_stays(here):
    data = document(paragraph(TABLE))
    for name in ("a.docx", "b.docx"):
        (here / name).write_bytes(data)
    assert invoke("a.docx", "b.docx", "-o", "c.docx").exit_code == 2
    assert invoke("a.docx", "--check", "-o", "c.docx").exit_code == 2
    assert invoke("a.docx", "-o", "place.yaml").exit_code == 2
    assert invoke("a.docx", "-o", "c.docx").exit_code == 0
    assert (here / "a.docx").read_bytes() == data
    assert controls((here / "c.docx").read_bytes())
    assert (here / "place.yaml").read_text() == ASSESSMENT


def test_what_a_document_names_outside_is_kept_and_not_followed(here):
    links = parts_of(document())["word/_rels/document.xml.rels"]
    out = (
        b'<Relationship Id="rId77" Type="x/attachedTemplate" Target="file:///etc/passwd" '
        b'TargetMode="External"/>'
    )
    data = document(
        paragraph(TABLE),
        parts={"word/_rels/document.xml.rels": links.replace(b"</Rel", out + b"</Rel")},
    )
    assert out in parts_of(woven(here, data))["word/_rels/document.xml.rels"]


def test_a_document_of_hundreds_of_pages_is_woven(here):
    text = paragraph("Kesiapan kota cerdas dinilai menurut rubrik yang terbuka. " * 8)
    rows = "".join(f"<w:tr><w:tc>{paragraph(str(n))}</w:tc></w:tr>" for n in range(5))
    chapter = text * 12 + f"<w:tbl>{rows}</w:tbl>" + paragraph("a ", VALUE)
    new = woven(here, document(*[chapter] * 500, paragraph(TABLE)))
    assert len(controls(new)) == 501
    assert woven(here, new) == new


def test_sources_are_listed_in_the_style_of_the_document(in_root, tmp_path):
    example = in_root / "examples" / "sumenep.yaml"
    order = f"{{{{smartscore references {example} indrajit lang=id}}}}"
    (tmp_path / "bab.docx").write_bytes(document(paragraph(order)))
    done = invoke(str(tmp_path / "bab.docx"), "--allow-outside")
    assert done.exit_code == 0, done.stderr
    new = body_of((tmp_path / "bab.docx").read_bytes())
    assert new.count('<w:pStyle w:val="Bibliografi"/>') > 1
    assert "Alfiyah" in new


def answered(order: Order) -> Answer:
    return Answer(words("en"), (f"a < b & {order.name} \x07 \ufffe",))


def test_text_of_files_is_text(here):
    made = weave(document(paragraph(VALUE)), answered)
    assert "a &lt; b &amp; score" in body_of(made.content)
    docx.Document(io.BytesIO(made.content))


def test_wide_tables_that_follow_one_another_share_no_page_and_end_the_document(here):
    other = WIDE.replace("sheet", "instrument")
    once = woven(here, document(BEFORE, paragraph(WIDE), paragraph(other), paragraph(WIDE)))
    assert [wide > high for wide, high in pages(once)] == [False, True, True, True, False]
    assert woven(here, once) == once
    rerate(here)
    again = woven(here, once)
    assert pages(again) == pages(once)
    stays = body_of(again).replace(
        f'"smartscore {WIDE[13:-2]}"', f'"smartscore {WIDE[13:-2]} turn=no"'
    )
    upright = woven(here, archive({**parts_of(again), MAIN: stays.encode()}))
    assert [wide > high for wide, high in pages(upright)] == [False, True, False]
    assert woven(here, upright) == upright


def chapter_of_libreoffice(folder: Path, text: str) -> bytes:
    """A document that LibreOffice has written, with a heading, a list, a table and a note."""
    office = program("soffice")
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.3" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'office:mimetype="application/vnd.oasis.opendocument.text"'
    )
    note = (
        '<text:note text:id="ftn1" text:note-class="footnote"><text:note-citation>1'
        "</text:note-citation><text:note-body><text:p>Note.</text:p></text:note-body></text:note>"
    )
    cell = "<table:table-cell><text:p>Own</text:p></table:table-cell>"
    body = (
        f'<text:h text:outline-level="1">Bab 4</text:h><text:p>Text{note}.</text:p>'
        f'<table:table table:name="T"><table:table-column/><table:table-row>{cell}'
        f"</table:table-row></table:table>{text}<text:p>After.</text:p>"
    )
    (folder / "made.fodt").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {names}><office:body>'
        f"<office:text>{body}</office:text></office:body></office:document>"
    )
    return converted(office, folder, "made.fodt", "docx")


def converted(office: str, folder: Path, name: str, kind: str) -> bytes:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    arguments = [office, profile, "--headless", "--convert-to", kind, "--outdir", "out", name]
    subprocess.run(arguments, cwd=folder, check=True, capture_output=True, timeout=240)
    return (folder / "out" / Path(name).with_suffix(f".{kind}")).read_bytes()


def test_libreoffice_writes_shows_and_saves_what_is_woven(here):
    markers = [TABLE, f"It is {VALUE}.", WIDE, "{{smartscore verdict place.yaml}}"]
    text = "".join(f"<text:p>{each}</text:p>" for each in markers)
    data = chapter_of_libreoffice(here, text)
    once = woven(here, data)
    assert woven(here, once) == once
    changed = {name for name, made in parts_of(once).items() if parts_of(data)[name] != made}
    assert changed == {MAIN}
    office = program("soffice")
    (here / "bab.docx").write_bytes(once)
    saved = converted(office, here, "bab.docx", "docx")
    (here / "out" / "bab.txt").unlink(missing_ok=True)
    plain = converted(office, here, "bab.docx", "txt").decode("utf-8-sig")
    assert "SEQ" not in plain
    assert plain.count("It is 25.0.") == 1
    again = woven(here, saved)
    assert body_of(again).count("<w:tbl>") == body_of(once).count("<w:tbl>")
    assert woven(here, again) == again
    rerate(here)
    last = woven(here, again)
    assert body_of(last).count("<w:tbl>") == body_of(once).count("<w:tbl>")
    assert "It is 25.0" not in shown(body_of(last))
    fresh = woven(here, data)
    assert tables(last) == tables(fresh)


def test_a_table_that_another_program_put_elsewhere_is_not_woven_twice(here):
    once = body_of(woven(here, document(paragraph(TABLE), AFTER)))
    table = re.findall(r"<w:tbl>.*?</w:tbl>", once)[0]
    lost = once.replace(table, "")
    data = archive({**parts_of(document()), MAIN: lost.encode()})
    (here / "bab.docx").write_bytes(data)
    done = invoke("bab.docx")
    assert done.exit_code == 1
    assert "has lost its table" in told(done)
    assert (here / "bab.docx").read_bytes() == data


def styleref(number: str) -> str:
    """A number of a chapter that Word works out."""
    turns = [
        f'<w:r><w:fldChar w:fldCharType="{turn}"/></w:r>' for turn in ("begin", "separate", "end")
    ]
    order = "<w:r><w:instrText> STYLEREF 1 \\s </w:instrText></w:r>"
    return turns[0] + order + turns[1] + run(number) + turns[2]


def captions(data: bytes) -> list[str]:
    """What the captions of a document say."""
    paragraphs = re.findall(r"<w:p>.*?</w:p>", body_of(data))
    return [shown(each) for each in paragraphs if " SEQ " in each]


CHAPTER = paragraph("Bab", properties='<w:pPr><w:pStyle w:val="Judul1"/></w:pPr>')
OF_WORD = caption("Tabel", 1, "Lain", chapter="4.").replace(
    run("Tabel 4."), run("Tabel ") + styleref("4") + run(".")
)


def test_figures_are_numbered_as_the_tables_of_the_document_are(here):
    all_there(["resvg_py"])
    for own in (caption("Tabel", 1, "Lain", chapter="4."), OF_WORD):
        new = woven(here, document(CHAPTER, own, paragraph(FIGURE), paragraph(FIGURE)))
        said = [each.split(". ")[0] for each in captions(new)]
        assert said == ["Tabel 4.1", "Gambar 4.1", "Gambar 4.2"]
        assert body_of(new).count(" SEQ Gambar \\* ARABIC \\s 1 ") == 2
        assert woven(here, new) == new
    loud = caption("TABEL", 1, "Lain", chapter="IV.")
    assert captions(woven(here, document(loud, paragraph(FIGURE))))[1].startswith("GAMBAR IV.1. ")
    other = caption("Figure", 1, "Lain", chapter="2-")
    table = woven(here, document(other, paragraph(TABLE)))
    assert captions(table)[1].startswith("Table 2-1. ")
    assert '<w:pStyle w:val="Keterangan"/><w:keepNext/>' in body_of(table)
    split = other.replace(run("Figure 2-"), run("Fig") + run("ure 2-"))
    assert captions(woven(here, document(split, paragraph(TABLE))))[1].startswith("Table 1 ")


@pytest.mark.parametrize(
    ("own", "says", "is_told"),
    [
        (caption("Tabel", 1, "Lain", chapter="4."), "Tabel 5.1", True),
        (caption("Tabel", 1, "Lain", chapter="IX."), "Tabel X.1", True),
        (OF_WORD, "Tabel 5.1", False),
        (caption("Tabel", 1, "Lain"), "Tabel 2", False),
    ],
)
def test_a_caption_in_another_chapter_has_the_number_of_that(here, own, says, is_told):
    (here / "bab.docx").write_bytes(document(CHAPTER, own, CHAPTER, paragraph(TABLE)))
    done = invoke("bab.docx", "--lang", "id")
    assert ("nomor bab yang pada keterangan lain diketik" in told(done)) is is_told
    new = (here / "bab.docx").read_bytes()
    assert captions(new)[1].split(". ")[0] == says
    assert woven(here, new, "--lang", "id") == new


def test_a_caption_of_the_same_chapter_goes_before_one_of_another(here):
    behind = caption("Tabel", 1, "Lain", chapter="7.")
    data = document(caption("Tabel", 1, "Satu", chapter="1."), CHAPTER, paragraph(TABLE), behind)
    assert captions(woven(here, data))[1].startswith("Tabel 7.1. ")
    other = caption("Gambar", 1, "Lain", chapter="7.")
    data = document(caption("Tabel", 1, "Satu", chapter="1."), CHAPTER, other, paragraph(TABLE))
    assert captions(woven(here, data))[2].startswith("Tabel 7.1. ")


@pytest.mark.parametrize("switch", ["\\r 1", "\\c", "\\h"])
def test_a_caption_that_counts_anew_or_repeats_is_not_done_again(here, switch):
    own = caption("Tabel", 1, "Satu", chapter="4.")
    odd = own.replace("\\* ARABIC \\s 1", f"\\* ARABIC {switch}")
    new = woven(here, document(own, odd, paragraph(TABLE)))
    number = {"\\r 1": "2", "\\c": "2", "\\h": "3"}[switch]
    assert captions(new)[2].startswith(f"Tabel 4.{number}. ")
    assert body_of(new).count(switch) == 1


@pytest.mark.parametrize(
    "runs",
    [
        ["It is {{smart\u00adscore value score place.yaml tiny}}."],
        ["It is {\u200b{smartscore value score place.\u200byaml tiny}}."],
        ["It is {{smartscore value", "<w:r><w:softHyphen/></w:r>", " score place.yaml tiny}}."],
        [f"It is {VALUE}."],
    ],
)
def test_what_a_reader_does_not_see_is_no_part_of_a_marker(here, runs):
    hidden = "<w:rPr><w:b/><w:vanish/></w:rPr>"
    for texts_ in (runs, [run(each, hidden) for each in runs if not each.startswith("<")]):
        if len(texts_) < len(runs):
            continue
        new = woven(here, document(paragraph(*texts_)))
        assert shown(body_of(new)) == "It is 25.0."
        assert woven(here, new) == new


def test_a_hyphen_that_holds_words_together_is_one(here):
    order = ["{{smartscore value score place", "<w:r><w:noBreakHyphen/></w:r>", "1.yaml tiny}}"]
    (here / "bab.docx").write_bytes(document(paragraph(*order)))
    assert "`place-1.yaml`" in told(invoke("bab.docx"))


@pytest.mark.parametrize("kind", ["dropDownList", "comboBox", "date", "dataBinding"])
def test_no_control_stands_in_one_that_takes_a_choice(here, kind):
    for body in (
        nested(paragraph(VALUE), f"<w:{kind}/>"),
        paragraph(nested(run(VALUE), f"<w:{kind}/>")),
        nested(paragraph(VALUE), f'<w15:{kind} xmlns:w15="x"/>') if "data" in kind else "",
    ):
        (here / "bab.docx").write_bytes(document(body, paragraph("x")))
        said = told(invoke("bab.docx"))
        assert ("plain text only" in said) is bool(body)


@pytest.mark.parametrize("name", ["document.xml", "w\u00f6rd/document.xml"])
def test_the_body_may_lie_elsewhere_and_so_do_its_pictures(here, name):
    all_there(["resvg_py"])
    folder, _, last = name.rpartition("/")
    links = f"{folder}/_rels/{last}.rels".removeprefix("/")
    parts = {name if key == MAIN else key: said for key, said in parts_of(document()).items()}
    parts = {links if key == LINKS else key: said for key, said in parts.items()}
    parts[name] = part("document", f"<w:body>{paragraph(FIGURE)}{PAGE}</w:body>")
    for key in ("_rels/.rels", TYPES):
        parts[key] = parts[key].replace(b"word/document.xml", name.encode())
    new = woven(here, archive(parts))
    (picture,) = [each for each in parts_of(new) if each.endswith(".png")]
    assert picture.startswith(f"{folder}/media/".removeprefix("/"))
    assert woven(here, new) == new


def test_numbers_and_short_words_stay_whole_in_a_narrow_table():
    text = "penyelenggaraannya pertanggungjawaban"
    columns = (Column("No.", 1), Column("Skor", 1, "right"), *(Column(text, 5) for _ in range(5)))
    rows = (Row(tuple((each,) for each in ("10", "100,0", *[text] * 5))),)
    one = Table("x", "", "X", columns, rows, ())
    made = content.table(Ink("w:", strict=False), Looks(), one, 7000)
    widths = [int(each) for each in re.findall(r'<w:gridCol w:w="(\d+)"', made)]
    assert widths[1] >= 5 * 135
    assert sum(widths) <= 7000
