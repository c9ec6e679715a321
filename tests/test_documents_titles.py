"""What documents are called, where their files do not say it."""

import pytest

from smartscore.read.documents.titles import title
from smartscore.text.documents import Block, Document

RUNNING = Block("Pemerintah kabupaten merintis layanan elektronik. " * 8)


def heading(text: str, level: int = 1) -> Block:
    return Block(text, level=level)


@pytest.mark.parametrize(
    ("blocks", "called"),
    [
        ([heading("Rencana Induk", 2), heading("Lampiran Peta")], "Lampiran Peta"),
        ([heading("BAB I"), heading("A. Latar"), heading("Rencana Induk", 2)], "Rencana Induk"),
        ([Block("Laporan Evaluasi Kota"), heading("Gambaran", 3)], "Laporan Evaluasi Kota"),
        ([Block("Nomor: 5"), RUNNING, heading("C. Outcome"), heading("Outcome")], "Nomor: 5"),
        ([RUNNING, heading("Outcome")], ""),
        ([Block("laporan yang"), heading("Gambaran Umum", 3)], ""),
        ([Block("Hasil Tahap 2 2023 66 Kota"), heading("Gambaran Umum", 3)], ""),
        ([heading("Gambaran Kota", 3), RUNNING], "Gambaran Kota"),
        ([heading("ABSTRAK"), heading("1. PENDAHULUAN"), RUNNING], ""),
        ([Block("Jaringan belum ada."), RUNNING], ""),
        ([], ""),
    ],
)
def test_the_title_of_a_document(blocks, called):
    assert title(Document(tuple(blocks))) == called


def test_what_a_file_says_of_itself_comes_first_and_later_pages_say_nothing():
    assert title(Document((heading("Rencana Induk"),), title="Masterplan")) == "Masterplan"
    assert title(Document((Block("BAB I", 1, 1), Block("Rencana Induk", 2, 1)), pages=2)) == ""
