"""PDFs as documents: what stands on which page, and in which order."""

import io

import pytest

from smartscore.processes.bounded import Limits
from smartscore.read.documents import pdf, reading
from smartscore.text.documents import Block, Document
from smartscore.text.problems import Complaint

from .pdf_files import made

pytest.importorskip("pypdfium2_raw")
pypdf = pytest.importorskip("pypdf")

BOLD = {
    b"/F1 3 0 R >>": b"/F1 3 0 R /F2 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >> >>"
}
LONG = "Setiap perangkat daerah mengelola data sendiri"


def page(
    *lines: str, top: int = 700, left: int = 72, size: int = 12, lead: int = 14, font: str = "F1"
) -> bytes:
    """Lines below one another."""
    drawn = "".join(f"({line}) Tj 0 {-lead} Td " for line in lines)
    return f"BT /{font} {size} Tf {left} {top} Td {drawn}ET\n".encode("latin-1")


def read(*contents: bytes, raw: dict[bytes, bytes] | None = None) -> Document:
    """Pages read in this process: `test_pdf.py` reads in another, as commands do."""
    return pdf.document(made(*contents, raw=raw))


def texts(*contents: bytes, raw: dict[bytes, bytes] | None = None) -> list[str]:
    return [block.text for block in read(*contents, raw=raw).blocks]


def test_a_paragraph_is_one_block_of_its_page():
    found = read(page("Every road has", "a register."), page("Bridges have none."))
    assert found.blocks == (
        Block("Every road has a register.", 1),
        Block("Bridges have none.", 2),
    )
    assert (found.pages, found.empty, found.labels) == (2, (), ())


def test_what_parts_paragraphs():
    assert texts(
        page(f"{LONG} {LONG}", "dan berakhir.", f"{LONG} {LONG}", "lagi.")
        + page("Paragraf ini lebih jauh di bawah.", top=600)
        + page("a. butir pertama yang", "panjang", "b. butir kedua", top=560)
    ) == [
        f"{LONG} {LONG} dan berakhir.",
        f"{LONG} {LONG} lagi.",
        "Paragraf ini lebih jauh di bawah.",
        "a. butir pertama yang panjang",
        "b. butir kedua",
    ]


def test_parts_set_wider_than_the_rest_are_paragraphs_too():
    usual = page(*[f"{LONG} dan berbagi", "setiap bulan."] * 9, top=760)
    wide = page(
        f"{LONG} {LONG}",
        f"Bupati {LONG} {LONG}"[:92],
        "dan melapor.",
        "Wakilnya.",
        lead=21,
    )
    short = page("Forum", "Dewan", "Tim", "Sekretariat", top=600, lead=21)
    found = read(usual, wide + short).blocks
    assert [block.text for block in found if block.page == 2] == [
        f"{LONG} {LONG} " + f"Bupati {LONG} {LONG}"[:92] + " dan melapor.",
        "Wakilnya.",
        "Forum",
        "Dewan",
        "Tim",
        "Sekretariat",
    ]


def test_paragraphs_are_parted_where_their_own_lines_stand_closer_than_is_usual():
    close = page(f"{LONG} dan", f"{LONG} lagi", lead=14) + page("Bidang lain", top=650)
    wide = page(*[f"{LONG} dan"] * 20, lead=28)
    assert texts(wide, close)[-2:] == [f"{LONG} dan {LONG} lagi", "Bidang lain"]


def test_the_last_line_of_a_cell_stays_in_it_beside_the_next_cell():
    rows = [("1.1 Apakah rencana sudah memiliki payung", "hukum yang sah?", "2,00")] * 3
    drawn = b""
    for i, (first, second, value) in enumerate(rows):
        top = 700 - 40 * i
        drawn += page(first, second, top=top)
        drawn += page(value, top=top - 14, left=450)
    assert texts(drawn) == ["1.1 Apakah rencana sudah memiliki payung hukum yang sah? | 2,00"] * 3


def test_an_item_whose_first_line_is_spread_is_no_row():
    end = "terbentuknya dasar kerja"
    item = page("b. Keluaran,") + page(end, left=200)
    below = page("yang disusun untuk", left=90, top=686)
    assert texts(item + below + page(end, left=200, top=686)) == [
        f"b. Keluaran, {end} yang disusun untuk {end}"
    ]
    assert texts(item + below)[0] == f"b. Keluaran, | {end}"


@pytest.mark.parametrize(
    ("line", "following", "joined"),
    [
        ("a reg-", "ister of roads", "a register of roads"),
        ("layanan e-", "government", "layanan e-government"),
        ("aplikasi G-", "Online", "aplikasi G-Online"),
        ("menurut undang-", "undang", "menurut undang-undang"),
        ("menurut undang-", "undangnya", "menurut undang-undangnya"),
        ("tahun 2019-", "2028", "tahun 2019-2028"),
        ("sosial-", "ekonomi; sosial-ekonomi", "sosial-ekonomi; sosial-ekonomi"),
    ],
)
def test_a_broken_word_is_whole_again_and_a_hyphen_of_its_own_stays(line, following, joined):
    assert texts(page(line, following)) == [joined]


def test_a_paragraph_goes_on_on_the_next_page_below_its_notes():
    first = page(f"{LONG} {LONG} dan pengem-") + page("1 Sebuah catatan.", top=100, size=8)
    found = read(first, page("bangan aplikasi dan terus", "selesai."))
    assert [(b.text, b.page, b.continues) for b in found.blocks] == [
        ("1 Sebuah catatan.", 1, False),
        (f"{LONG} {LONG} dan pengembangan", 1, False),
        ("aplikasi dan terus selesai.", 2, True),
    ]


def test_running_heads_and_numbers_of_pages_are_left_out_and_tell_the_labels():
    pages = [
        page("Rencana Induk Kota", top=780, size=9)
        + page(f"Isi halaman {word} saja.")
        + page(f"Halaman {number} dari 90", top=30, size=9)
        for number, word in enumerate(("satu", "dua", "tiga", "empat"), 41)
    ]
    found = read(*pages)
    assert [block.text for block in found.blocks] == [
        f"Isi halaman {word} saja." for word in ("satu", "dua", "tiga", "empat")
    ]
    assert found.labels == ("41", "42", "43", "44")


def test_roman_numbers_of_pages_are_labels_too():
    pages = [page(f"Prakata {n}.") + page(n, top=30) for n in ("iii", "iv", "v", "vi")]
    found = read(*pages)
    assert found.labels == ("iii", "iv", "v", "vi")
    assert [block.text for block in found.blocks] == [f"Prakata {b}." for b in found.labels]


def test_what_only_looks_like_a_running_head_stays():
    """The same height by chance, the only text of a page, and a number within a text."""
    articles = texts(page("Pasal 3", "Ini."), page("Pasal 9", "Itu."), page("Pasal 21", "Isi."))
    assert articles[::2] == ["Pasal 3", "Pasal 9", "Pasal 21"]
    assert texts(page("Lampiran"), page("Lampiran"), page("Lampiran")) == ["Lampiran"] * 3
    assert texts(page("Jumlahnya", "1204"), page("Anggarannya", "88")) == [
        "Jumlahnya 1204",
        "Anggarannya 88",
    ]


def columns(*, by_turns: bool) -> bytes:
    left = ["Kolom kiri berisi", "kalimat panjang yang", "masih berlanjut ke", "baris lain dan ke"]
    right = ["kolom kanan yang", "memuat sisanya dan", "berhenti di baris", "terakhir ini."]
    one = [page(line, top=600 - 14 * i) for i, line in enumerate(left)]
    other = [page(line, top=600 - 14 * i, left=320) for i, line in enumerate(right)]
    drawn = [part for both in zip(one, other, strict=True) for part in both]
    body = b"".join(drawn if by_turns else [*one, *other])
    return page("Judul di atas kedua kolom tulisan ini semuanya", left=80, size=20) + body


@pytest.mark.parametrize("by_turns", [True, False])
def test_columns_are_read_one_after_the_other(by_turns):
    title, text = texts(columns(by_turns=by_turns))
    assert title == "Judul di atas kedua kolom tulisan ini semuanya"
    assert text == (
        "Kolom kiri berisi kalimat panjang yang masih berlanjut ke baris lain dan ke "
        "kolom kanan yang memuat sisanya dan berhenti di baris terakhir ini."
    )


def test_rows_of_a_table_stay_rows():
    rows = [("Program", "Indikator", "Tahun"), ("Jaringan", "Jumlah titik", "2026")]
    table = b"".join(
        page(cell, top=600 - 20 * y, left=72 + 150 * x)
        for y, row in enumerate(rows)
        for x, cell in enumerate(row)
    )
    assert texts(table) == ["Program | Indikator | Tahun", "Jaringan | Jumlah titik | 2026"]


def test_cells_of_several_lines_are_read_cell_by_cell():
    row = page("Pengembangan", "aplikasi") + page("Persentase yang", "terpakai", left=250)
    assert texts(row + page("2025", left=400)) == [
        "Pengembangan aplikasi | Persentase yang terpakai | 2025"
    ]


def test_a_justified_line_is_no_row():
    """Its words stand as far apart as cells, and it reaches from edge to edge below another."""
    words = b"BT /F1 12 Tf 72 686 Td (dua) Tj 56 0 Td (kata) Tj %d 0 Td (lebarnya) Tj ET\n"
    above = page("sama lebar dengan lebarnya")
    assert texts(above + words % 50) == ["sama lebar dengan lebarnya dua kata lebarnya"]
    assert texts(words.replace(b"(dua)", b"(b. dua)") % 50) == ["b. dua kata lebarnya"]
    even = b"BT /F1 12 Tf 72 686 Td (dua) Tj 60 0 Td (dua) Tj 60 0 Td (dua) Tj ET\n"
    assert texts(even) == ["dua dua dua"]
    assert texts(above + words % 90) == ["sama lebar dengan lebarnya", "dua | kata | lebarnya"]


def test_headings_have_levels_by_number_and_by_size():
    found = read(
        page("BAB II", "GAMBARAN UMUM", size=16, lead=18)
        + page("2.1 Layanan digital", top=640, font="F2")
        + page(f"{LONG} {LONG}.", f"{LONG}.", top=610)
        + page("A. Pusat data", top=570, font="F2")
        + page("Pasal 3", top=540)
        + page("Tabel 2.1 Aplikasi", top=510, font="F2")
        + page("2.2 Daftar isi .......... 14", top=480, font="F2"),
        raw=BOLD,
    )
    assert [(block.level, block.text) for block in found.blocks if block.level] == [
        (1, "BAB II GAMBARAN UMUM"),
        (2, "2.1 Layanan digital"),
        (2, "A. Pusat data"),
        (3, "Pasal 3"),
    ]


def test_what_a_file_says_of_itself():
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(made(page("Sebuah bab"), page(f"{LONG}."))))
    writer.add_metadata(
        {"/Title": "Rencana\x07 Induk.pdf", "/Author": "ASUS", "/CreationDate": "D:20210712093000"}
    )
    writer.add_outline_item(title="Sebuah bab", page_number=0)
    writer.set_page_label(page_index_from=0, page_index_to=1, style="/r", start=3)
    out = io.BytesIO()
    writer.write(out)
    found = pdf.document(out.getvalue())
    assert (found.title, found.author, found.issued) == ("Rencana Induk", "", "2021-07-12")
    assert found.labels == ("iii", "iv")
    assert found.blocks[0] == Block("Sebuah bab", 1, 1)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_reads_like_any_other(turn):
    matrix = {90: "0 1 -1 0 500 100", 180: "-1 0 0 -1 600 800", 270: "0 -1 1 0 100 700"}[turn]
    text = page(f"{LONG} {LONG}", "dan berakhir.", top=0, left=0)
    found = read(
        f"q {matrix} cm ".encode() + text + b" Q",
        raw={b"/Type /Page /Parent": f"/Type /Page /Rotate {turn} /Parent".encode()},
    )
    assert [block.text for block in found.blocks] == [f"{LONG} {LONG} dan berakhir."]


PICTURE = b"q 100 0 0 100 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID a EI Q"
NAMELESS = {
    b"/BaseFont /Helvetica": b"/BaseFont /ABCDEF+Odd /Encoding << /Type /Encoding /Differences [32 "
    + b" ".join(b"/g%d" % i for i in range(32, 127))
    + b"] >>"
}


def test_a_page_that_is_a_picture_is_named_and_a_blank_one_is_not():
    found = read(page("Every road."), PICTURE, b"", PICTURE)
    assert found.empty == (2, 4)
    complaint = reading.incomplete("plan.pdf", found)
    assert complaint is not None
    assert complaint.values == {"file": "plan.pdf", "count": "2", "ranges": "2, 4"}


def test_letters_that_a_font_does_not_tell_are_not_read():
    found = read(page(f"{LONG} {LONG}."), raw=NAMELESS)
    assert (found.blocks, found.empty, found.garbled) == ((), (1,), (1,))
    shifted = "6HWLDS SHUDQJNDW GDHUDK PHQJHOROD GDWDQD VHQGLUL VDPSDL WDKXQ"
    assert read(page("Jalan ini."), page(shifted)).garbled == (2,)
    complaint = reading.incomplete("plan.pdf", found)
    assert complaint is not None
    assert complaint.values["variant"] == "garbled"


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("plan.txt", made(page("Every road.")), "file-pdf"),
        ("plan.pdf", b"Rar!\x1a\x07", "file-rar"),
        ("plan.pdf", b"\x89PNG\r\n\x1a\n", "file-image"),
        ("plan.md", b"\xff\xd8\xff", "file-image"),
    ],
)
def test_another_kind_under_a_wrong_ending_is_told(name, content, kind):
    found = reading.document(name, content)
    assert isinstance(found, Complaint)
    assert found.code.code == "A417"
    assert found.values["kind"] == kind


def test_a_lock_without_a_password_opens():
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(made(page("Every road."))))
    writer.encrypt("", "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert [block.text for block in pdf.document(out.getvalue()).blocks] == ["Every road."]


def test_no_pages_and_a_page_that_is_none():
    with pytest.raises(pdf.PdfFault) as fault:
        pdf.document(made())
    assert (fault.value.why, fault.value.page) == ("pdf-empty", 0)


def test_forms_within_forms_end_within_the_limits():
    """Each form draws the next one twenty times, without an end that could be waited for."""
    forms = b" ".join(b"/X%d %d 0 R" % (i, 50 + i) for i in range(12))
    objects = b"".join(
        b"%d 0 obj\n<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] "
        b"/Resources << /XObject << %s >> /Font << /F1 3 0 R >> >> /Length %d >>\n"
        b"stream\n%s\nendstream\nendobj\n" % (50 + i, forms, len(draw), draw)
        for i, draw in enumerate([b"/X%d Do " % (i + 1) * 20 for i in range(11)] + [page("x")])
    )
    content = made(b"/X0 Do", raw={b"/Font << /F1": b"/XObject << %s >> /Font << /F1" % forms})
    whole = content.replace(b"xref\n", objects + b"xref\n", 1).replace(b"startxref", b"startxrex")
    found = reading.document("plan.pdf", whole, limits=Limits(seconds=1, mebibytes=512))
    assert isinstance(found, Complaint)
    assert found.code.code in {"A410", "A411", "A412", "A413"}
    assert found.values.get("page", "1") == "1"


@pytest.mark.parametrize(
    "raw",
    [
        {b"[0 0 600 800]": b"[0 0 1e9 1e9]"},
        {b"[0 0 600 800]": b"[0 0 0 0]"},
        {b"/MediaBox [0 0 600 800]": b"/MediaBox (x) /Rotate (x)"},
        {b"/Type /Catalog": b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >> /Type /Catalog"},
        {b"startxref": b"startxrex"},
    ],
)
def test_an_odd_page_is_read_all_the_same(raw):
    assert texts(page("Every road."), raw=raw) == ["Every road."]


def test_letters_that_steer_join_or_mean_nothing_are_gone():
    odd = {b"/BaseFont /Helvetica": b"/BaseFont /Helvetica /ToUnicode 98 0 R"}
    table = (
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> "
        b"endcodespacerange 4 beginbfchar <41> <FB01> <42> <202E> <43> <001B> <44> <F0B7> "
        b"endbfchar endcmap"
    )
    part = b"98 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n" % (len(table), table)
    content = made(page("D e-Aling B[red]C2J"), raw=odd).replace(b"xref\n", part + b"xref\n", 1)
    found = pdf.document(content.replace(b"startxref", b"startxrex"))
    assert found.blocks[0].text.isprintable()
    assert "A" not in found.blocks[0].text
