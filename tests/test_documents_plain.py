"""Text files as documents: paragraphs put together, headings known, markup taken off."""

import pytest

from smartscore.read.documents import encodings, plain
from smartscore.read.documents.faults import Unfit


def read(text: str, *, marked_up: bool = False) -> list[tuple[int, str]]:
    return [(block.level, block.text) for block in plain.of(text, marked_up=marked_up).blocks]


WRAPPED = """\
 PENDAHULUAN\x20
Pemerintah kabupaten telah merintis layanan elektronik sejak tahun\x20

2002, melalui program yang bernama layanan satu pintu, dan masing-
masing dinas mempunyai situs. Pelaksanaan e-
government belum merata di semua kecamatan karena infra\xad
struktur kurang.\x20

Anggaran tahun 2016-
2021 tidak menyebut pemeliharaan jaringan di wilayah kepulauan.\x20
"""


def test_wrapped_lines_are_put_together():
    assert read(WRAPPED) == [
        (1, "PENDAHULUAN"),
        (
            0,
            (
                "Pemerintah kabupaten telah merintis layanan elektronik sejak tahun 2002, melalui"
                " program yang bernama layanan satu pintu, dan masing-masing dinas mempunyai"
                " situs. Pelaksanaan e-government belum merata di semua kecamatan karena"
                " infrastruktur kurang."
            ),
        ),
        (0, "Anggaran tahun 2016-2021 tidak menyebut pemeliharaan jaringan di wilayah kepulauan."),
    ]


def test_a_blank_line_after_every_line_ends_no_paragraph():
    """So text comes out of some PDFs, also where a line begins with a capital."""
    lines = [
        "Penerapan layanan elektronik menuntut kerja sama antara banyak pihak di",
        "Kabupaten Contoh dan desa, yang sampai saat ini belum mempunyai jaringan",
        "Internet yang dapat diandalkan. Karena itu pemerintah daerah menyusun",
        "rencana induk yang memuat sasaran untuk setiap tahun sampai tahun 2028.",
    ]
    assert read("\n\n".join(lines)) == [(0, " ".join(lines))]


def test_paragraphs_without_blank_lines_between_them():
    found = read(
        "Peran Digitalisasi\n"
        "Digitalisasi memainkan peran yang sangat penting dalam layanan publik\n"
        "di kabupaten ini. Dinas sudah memakainya.\n"
        "Warga dapat mengurus surat dari rumah tanpa datang ke kantor kecamatan\n"
        "lebih dari satu kali.\n"
    )
    assert [(level, text.split()[0]) for level, text in found] == [
        (3, "Peran"),
        (0, "Digitalisasi"),
        (0, "Warga"),
    ]


LEVELS = [
    ("BAB IV", 1),
    ("BAB IV ANALISIS KESIAPAN", 1),
    ("Bab 2 Gambaran Umum", 1),
    ("Bab 2 menjelaskan keadaan umum.", 0),
    ("I. PENDAHULUAN", 1),
    ("4.2 Infrastruktur", 2),
    ("4.2.1. Jaringan serat optik", 3),
    ("4.2 juta jiwa", 0),
    ("A. Kesiapan Daerah", 2),
    ("Pasal 12", 3),
    ("DAFTAR PUSTAKA", 1),
    ("Daftar Pustaka", 1),
    ("Rencana itu memuat sasaran", 3),
    ("SPBE", 1),
    ("1. Peningkatan akses, dan", 0),
    ("Tabel 3 Jumlah Desa", 0),
    ("KOMINFO 2019 35 12 44 19 20", 0),
]


@pytest.mark.parametrize(("line", "level"), LEVELS)
def test_headings(line, level):
    after = "Pemerintah kabupaten telah merintis layanan elektronik sejak tahun 2002 itu."
    (found, _), *_ = read(f"{line}\n\n{after}\n\n{after}\n")
    assert found == level


def test_rows_and_cells_of_a_table_are_no_headings():
    after = "Pemerintah kabupaten telah merintis layanan elektronik sejak tahun 2002 itu."
    found = read(
        "A. Dasar\n"
        "No Indikator Pertanyaan Nilai\n"
        "1.1 Rencana Induk\n"
        "1.1.1 Apakah Rencana Induk\n"
        "Kota Cerdas yang\n"
        "Daerah sudah memiliki\n"
        "1.2 Usaha 1.2.1 Kemudahan\n"
        "2 KAB. CONTOH 0 0 0\n"
        "3 KAB. LAINNYA 0 0 0\n"
        f"\n\n{after}\n\n1.3 Anggaran\n{after}\n\n{after}\n"
    )
    assert [text for level, text in found if level] == ["A. Dasar", "1.3 Anggaran"]


def test_the_items_of_an_unmarked_list_are_no_headings():
    after = "Pemerintah kabupaten telah merintis layanan elektronik sejak tahun 2002 itu."
    items = "Pedoman Audit\n\nPedoman Penyusunan Arsitektur\n\nPedoman Pemeliharaan Jaringan Desa"
    found = read(f"Daftar Pedoman\n\n{after}\n\n{items}\n\n{after}\n")
    assert [text for level, text in found if level] == [
        "Daftar Pedoman",
        "Pedoman Pemeliharaan Jaringan Desa",
    ]


def test_the_items_of_a_list_are_paragraphs():
    found = read(
        "Kendala yang ditemui adalah sebagai berikut dan masih menunggu jawaban:\n"
        "- jaringan di kepulauan, yang sampai hari ini belum terpasang kabelnya\n"
        "  sama sekali\n"
        "- tenaga yang paham\n"
        "1. Tahap pertama dimulai pada tahun 2019 dan berakhir pada tahun 2021.\n"
        "2. Tahap kedua menyusul.\n"
    )
    assert [text.split()[0] for _, text in found] == ["Kendala", "jaringan", "tenaga", "1.", "2."]


def test_pages_end_at_form_feeds():
    document = plain.of("Satu.\n\fDua kalimat yang berlanjut\n\f\f  di halaman empat.\n\f")
    assert (document.pages, document.empty) == (4, (3,))
    assert [(b.page, b.continues) for b in document.blocks] == [(1, False), (2, False), (4, True)]


def test_running_heads_and_printed_numbers_are_no_text():
    said = ("jaringan", "anggaran", "tenaga ahli", "payung hukum", "data", "aplikasi")
    pages = [
        f"RENCANA INDUK KOTA CONTOH\n\nKeadaan {each} belum\ndiperiksa, {each} pun\n\n{n}\n"
        for n, each in enumerate(said, start=3)
    ]
    document = plain.of("\f".join(pages) + "\f")
    text = " ".join(block.text for block in document.blocks)
    assert text.startswith("Keadaan jaringan belum diperiksa, jaringan pun Keadaan anggaran")
    assert "RENCANA" not in text
    assert document.labels == ("3", "4", "5", "6", "7", "8")


def test_a_text_without_form_feeds_has_no_pages():
    document = plain.of("Satu.\n")
    assert (document.pages, [block.page for block in document.blocks]) == (0, [0])


MARKED = """\
---
title: "Rencana Induk"
author: Bappeda
date: 2019
tags: [a, b]
---
# BAB I {#satu}

Kota **cerdas** dan [situs](https://contoh.go.id "x") serta `kode`.[^1]
Nama_berkas_ini tetap, 3 * 4 * 5 juga.

Latar belakang
--------------

> Dikutip dari *rencana*.

* butir _satu_
* butir dua

| Desa | Jaringan |
|------|:--------:|
| Contoh | belum |

![peta](peta.png)

**Catatan akhir**

[^1]: Isi catatan. <span class="x">Selesai</span>
"""


def test_markdown():
    document = plain.document(MARKED.encode(), ".md")
    assert (document.title, document.author, document.issued) == (
        "Rencana Induk",
        "Bappeda",
        "2019",
    )
    assert [(block.level, block.text) for block in document.blocks] == [
        (1, "BAB I"),
        (
            0,
            "Kota cerdas dan situs serta kode. Nama_berkas_ini tetap, 3 * 4 * 5 juga.",
        ),
        (2, "Latar belakang"),
        (0, "Dikutip dari rencana."),
        (0, "butir satu"),
        (0, "butir dua"),
        (0, "Desa | Jaringan"),
        (0, "Contoh | belum"),
        (3, "Catatan akhir"),
        (0, "Isi catatan. Selesai"),
    ]


def test_emphasis_alone_is_taken_off_plain_text():
    assert read("**Rencana\nInduk**\n\nKota *cerdas* <b> [x](y) # z") == [
        (3, "Rencana Induk"),
        (0, "Kota cerdas <b> [x](y) # z"),
    ]


def test_what_acts_is_no_text():
    assert read("a\x1b[31mb\x00c \u202ed\u200be\x9b1m") == [(0, "a [31mb c de 1m")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_that_are_read(encoding):
    assert encodings.of_text("naïf – “x”".encode(encoding)) == "naïf – “x”"


@pytest.mark.parametrize(
    "content", ["naïf".encode("cp1252"), b"\xff\xfea", "a".encode("utf-32"), b"\xef\xbb\xbf\xff"]
)
def test_encodings_that_are_told(content):
    with pytest.raises(Unfit) as caught:
        encodings.of_text(content)
    assert caught.value.why == "encoding"
