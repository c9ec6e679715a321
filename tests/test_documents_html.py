"""Pages saved from a site: the text without what stands around it on every page of the site."""

import pytest

from smartscore.read.documents import html
from smartscore.read.documents.faults import Unfit

PAGE = """\
<!DOCTYPE html>
<html lang="id"><head>
<meta charset="utf-8"><title>Sumur &amp; Jaringan - Kabupaten</title>
<meta property="og:title" content="Sumur &amp; Jaringan">
<meta name="author" content="Dinas Kominfo">
<meta property="article:published_time" content="2021-07-12T08:00:00+07:00">
<style>p { color: red }</style><script>document.write("<p>jahat</p>")</script>
</head><body class="has-sidebar">
<header class="site"><a href="/">Beranda</a></header>
<nav><ul><li>Profil<li>Layanan</ul></nav>
<div id="c" class="cookie-notice"><p>Situs ini memakai kuki.<div>Setuju</div></div>
<main><article>
<header><h1>Sumur dan&nbsp;Jaringan</h1></header>
<p>Tujuh desa <b>belum</b> punya sinyal&shy;ling.<br>Baris kedua.<br><br>Paragraf lain.
<p>Tanpa penutup
<h2>4.2 Anggaran</h2>
<ul><li>butir satu<li>butir dua</ul>
<table><caption>Tabel 1</caption><tr><th>Desa</th><th>Sinyal</th></tr>
<tr><td><p>Contoh</p></td><td></td><td>tidak&nbsp;ada</td></tr></table>
<div class="share-buttons">Bagikan</div>
<div hidden>Rahasia</div><div style="display: none">Rahasia</div>
<svg><title>ikon</title><text>ikon</text></svg>
<button>Kirim</button>
</article></main>
<aside>Berita lain</aside>
<footer>Hak cipta</footer>
</body></html>
"""


def test_a_page():
    document = html.document(PAGE.encode())
    assert (document.title, document.author, document.issued) == (
        "Sumur & Jaringan",
        "Dinas Kominfo",
        "2021-07-12T08:00:00+07:00",
    )
    assert [(block.level, block.text) for block in document.blocks] == [
        (1, "Sumur dan Jaringan"),
        (0, "Tujuh desa belum punya sinyalling. Baris kedua."),
        (0, "Paragraf lain."),
        (0, "Tanpa penutup"),
        (2, "4.2 Anggaran"),
        (0, "butir satu"),
        (0, "butir dua"),
        (0, "Tabel 1"),
        (0, "Desa | Sinyal"),
        (0, "Contoh | tidak ada"),
    ]


def texts(page: str) -> list[str]:
    return [block.text for block in html.document(page.encode()).blocks]


def test_a_table_that_arranges_a_page_is_no_table():
    long = "Paragraf yang panjang sekali. " * 20
    found = texts(f"<table><tr><td>Menu</td><td><h1>A</h1><p>{long}</p><p>b</p></td></tr></table>")
    assert found == ["Menu", "A", long.strip(), "b"]


def test_tables_in_tables():
    inner = "<table><tr><td>1</td><td>2</td></tr></table>"
    assert texts(f"<table><tr><td>a</td><td>{inner}</td></tr></table>") == ["a | 1 | 2"]


def test_a_part_around_the_text_that_is_never_closed_takes_nothing_along():
    assert "Isi." in texts("<nav><ul><li>Profil</ul><p>Isi.")
    assert "Isi." in texts('<div class="menu"><p>Menu<p>Isi.')


def test_a_page_in_a_box_with_an_unlucky_name_is_read():
    assert texts('<div class="banner"><p>Satu-satunya isi halaman ini.</p></div>') == [
        "Satu-satunya isi halaman ini."
    ]


def test_names_that_only_contain_a_word():
    page = '<div class="has-sidebar"><p>a</p></div><div class="navigasi"><p>b</p></div>'
    assert texts(page) == ["a", "b"]


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="windows-1252">', "cp1252"),
        ("<meta http-equiv='Content-Type' content='text/html; charset=ISO-8859-1'>", "cp1252"),
        ('<?xml version="1.0" encoding="ISO-8859-15"?>', "iso-8859-15"),
        ("", "utf-8"),
        ('<meta charset="utf-16">', "utf-8"),
        ("<p>no word of it</p>", "utf-16"),
    ],
)
def test_encodings(head, encoding):
    page = f"{head}<p>naïf: “é”</p>".replace("“", "" if "15" in encoding else "“")
    page = page.replace("”", "" if "15" in encoding else "”")
    assert html.document(page.encode(encoding)).blocks[-1].text.startswith("naïf: ")


@pytest.mark.parametrize(
    "content",
    [
        "<p>naïf".encode("cp1252"),
        b'<meta charset="rot13"><p>x',
        b'<meta charset="unicode_escape"><p>\\x41',
        b'<meta charset="x-user-defined">x',
    ],
)
def test_encodings_that_are_told(content):
    with pytest.raises(Unfit):
        html.document(content)


ODD = {
    "nothing": "",
    "no markup": "Satu kalimat.",
    "deep": "<div>" * 20_000 + "x" + "</div>" * 20_000,
    "deep tables": "<table><tr><td>" * 2_000 + "x",
    "never closed": "<p><b><i><table><td>x",
    "closed too often": "</td></tr></table></div></body>x",
    "sections": "<![if !IE]>x<![endif]><![CDATA[<b>]]><![foo[",
    "declarations": "<!DOCTYPE [<!ENTITY a 'b'>]><!ELEMENT><!-- x",
    "a script to the end": "x<script>",
    "numbers": "x&#0;&#27;&#x202e;&#99999999;&#xd800;",
    "a title to the end": "<title>x<p>x",
}


@pytest.mark.parametrize("name", ODD)
def test_odd_pages_are_read(name):
    document = html.document(ODD[name].encode())
    assert all(block.text.isprintable() for block in document.blocks)
    if "x" in ODD[name]:
        assert "x" in "".join(block.text for block in document.blocks)


@pytest.mark.parametrize("mark", ["<!--", "<![CDATA["])
def test_marks_that_nothing_ends_are_text(mark):
    page = f"<meta charset=utf-8><p>Before {mark} between</p>".encode() + mark.encode() * 50_000
    blocks = html.document(page + b"<p>After</p>").blocks
    assert blocks[0].text == f"Before {mark} between"
    assert blocks[-1].text.endswith("After")
