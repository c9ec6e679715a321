"""Passages are cut word for word, ranked by their words, and proposed in one order."""

import pytest

from smartscore.engine.resolving import resolve
from smartscore.model.walking import asked
from smartscore.passages.cutting import LETTERS, WORDS, passages
from smartscore.passages.languages import language
from smartscore.passages.queries import query
from smartscore.passages.search import Named, digest, found
from smartscore.passages.words import words
from smartscore.text.documents import Block, Document
from smartscore.text.wording import Wording

from .building import dimension, indicator, rubric

NETWORK = indicator(
    "network",
    title={"id": "Jaringan internet", "en": "Internet network"},
    question={"id": "Apakah semua desa tersambung?", "en": "Is every village connected?"},
    keywords={"id": ["serat optik"], "en": ["fibre"]},
)
STAFF = indicator("staff", title={"id": "Pegawai terlatih", "en": "Trained staff"})
TREE = resolve(rubric(dimension("people", NETWORK, STAFF)))

PLAN = Document(
    (
        Block("Bab 1 Keadaan", 1, 1),
        Block("1.1 Infrastruktur", 1, 2),
        Block(
            "Kabel serat optik sampai di 12 dari 40 desa. Desa lain memakai radio. Menara baru"
            " dibangun dua tahun lalu. Warga membayar sendiri",
            1,
        ),
        Block("biaya pemasangan jaringan internet.", 2, continues=True),
        Block("1.2 Pegawai", 2, 2),
        Block("Tujuh pegawai mengikuti pelatihan di Kab. Contoh pada tahun 2021.", 2),
    ),
    pages=2,
)


def texts(*blocks: str) -> list[str]:
    return [each.text for each in passages(Document(tuple(map(Block, blocks))))]


def test_a_passage_is_up_to_three_sentences_of_one_section():
    first, second, staff = passages(PLAN)
    assert first.text.startswith("Kabel serat optik")
    assert first.text.endswith("dua tahun lalu.")
    assert first.section == ("Bab 1 Keadaan", "1.1 Infrastruktur")
    assert (first.page, first.last_page) == (1, 1)
    assert (second.page, second.last_page) == (1, 2)
    assert second.text.endswith("Warga membayar sendiri biaya pemasangan jaringan internet.")
    assert staff.section == ("Bab 1 Keadaan", "1.2 Pegawai")


def test_no_passage_runs_over_a_heading_though_the_next_one_has_the_same_words():
    one, other = (Block("Pusat data tidak ada.", 1), Block("Menara ada di bukit.", 1))
    cut = passages(Document((Block("Tabel", 1, 1), one, Block("Tabel", 1, 1), other), pages=1))
    assert [each.text for each in cut] == [one.text, other.text]


def test_abbreviations_initials_and_numbers_of_lists_end_no_sentence():
    (one,) = texts(
        "Peraturan No. 5 ditandatangani dr. H. Contoh di Kab. Anu. Ia berlaku sejak itu."
    )
    assert one.count(".") == 6
    sentences = passages(Document((Block("1. Pusat data ada di sini. 2. Menara tidak ada."),)))
    assert [(each.first, each.last) for each in sentences] == [(0, 1)]


def test_a_long_run_of_words_is_cut_at_their_ends_and_stays_verbatim():
    row = " ".join(f"kolom{n}" for n in range(500))
    pieces = texts(row)
    assert all(piece in row for piece in pieces)
    assert {word for piece in pieces for word in piece.split()} == set(row.split())
    assert all(len(piece.split()) <= WORDS and len(piece) <= LETTERS for piece in pieces)


def test_what_no_one_wrote_is_left_out():
    assert texts("x" * 5000) == []
    (one,) = texts(f"Pusat data daerah ada {'x' * 5000}")
    assert one == "Pusat data daerah ada"
    parted = texts(f"Pusat data daerah ada {'x' * 5000} dan menara juga ada.")
    assert parted == ["Pusat data daerah ada", "dan menara juga ada."]
    assert texts("", "  ", "Bab", "…") == []


def test_words_know_where_they_stand():
    text = "Langkah-langkah e-government: smart-city"
    assert [text[w.start : w.end] for w in words(text)] == [
        "Langkah-langkah",
        "e-government",
        "smart",
        "city",
    ]


def test_candidates_come_best_first_with_what_was_looked_for_marked():
    findings = found([Named("plan", PLAN)], [TREE])
    network, staff = findings.asked
    assert (network.group, network.item.code) == ("own", "network")
    best = network.candidates[0]
    assert [best.passage.text[a:b] for a, b in best.matched] == ["Desa", "jaringan internet"]
    assert "pegawai" in staff.candidates[0].passage.text
    assert findings.passages == 3


def test_of_passages_that_overlap_one_is_proposed():
    network = found([Named("plan", PLAN)], [TREE]).asked[0]
    assert len(network.candidates) == 1


def test_what_stands_in_two_documents_is_proposed_once():
    twice = [Named("plan", PLAN), Named("copy", PLAN)]
    network = found(twice, [TREE]).asked[0]
    assert [each.document for each in network.candidates] == [0]


def test_what_was_dismissed_does_not_come_back():
    network = found([Named("plan", PLAN)], [TREE]).asked[0]
    gone = {("own", "network"): {network.candidates[0].digest}}
    again = found([Named("plan", PLAN)], [TREE], dismissed=gone).asked[0]
    assert again.candidates == ()
    assert again.dismissed == 1


def test_a_digest_outlives_spaces_capitals_and_marks():
    assert digest("Pusat  data: ada.") == digest("pusat data ada")
    assert digest("pusat data ada") != digest("pusat data tidak ada")


def test_a_keyword_of_several_words_is_looked_for_as_a_whole_before_all():
    said = ["satu data", "indeks KAMI", "serat optik", "server", "the"]
    sharing = indicator("sharing", title="Exchange", keywords=said)
    tree = resolve(rubric(dimension("people", sharing)))
    (item,) = asked(tree.rubric)
    looked_for = query(item, tree.rubric)
    assert {("satu", "data"), ("indek", "kami"), ("serat", "optik")} <= set(looked_for.phrases)
    assert "server" in looked_for.words
    assert looked_for.words["serat"] < looked_for.phrases["serat", "optik"]
    assert not {"data", "indek", "the"} & set(looked_for.words)


def apart(*sentences: str) -> list[str]:
    """Each sentence under a heading of its own."""
    document = Document(
        tuple(b for each in sentences for b in (Block("Lain", 1, 1), Block(each, 1))), pages=1
    )
    network = found([Named("plan", document)], [TREE]).asked[0]
    return [each.passage.text for each in network.candidates]


def test_words_of_the_other_language_weigh_less_in_a_document_of_one():
    said = indicator("said", title={"id": "Kursi", "en": "Chair"}, keywords={"en": ["QRS"]})
    tree = resolve(rubric(dimension("people", said)))
    (item,) = asked(tree.rubric)
    both, in_id = (query(item, tree.rubric, language=each).words for each in ("", "id"))
    assert [both[each] for each in ("kursi", "chair", "qrs")] == [3, 3, 3]
    assert [in_id[each] for each in ("kursi", "chair", "qrs")] == [3, 1.5, 3]


def test_a_document_is_of_the_language_of_its_small_words():
    def of(text: str) -> str:
        return language(Document((Block(text),)))

    assert of("Menara yang ada di bukit itu tidak dipakai oleh warga.") == "id"
    assert of("The tower on the hill is not used by those who live there.") == "en"
    assert of("Menara yang ada di bukit. The tower that is on the hill.") == ""
    assert of("12 34 56") == ""


def test_a_passage_without_a_word_that_counts_is_no_candidate():
    document = Document(
        (
            Block("Jaringan internet", 1, 1),
            Block("Bupati menerima tamu dari jauh kemarin pagi.", 1),
            Block("Lain", 1, 1),
            Block("Jaringan itu dibangun dua tahun lalu oleh warga.", 1),
        ),
        pages=1,
    )
    (one,) = found([Named("plan", document)], [TREE]).asked[0].candidates
    assert one.passage.text.startswith("Jaringan itu")


def test_questions_and_fragments_stand_back():
    asks = "Apakah jaringan internet sampai di desa yang jauh itu?"
    tells = "Jaringan internet sampai di balai yang jauh itu sejak lama."
    assert apart(asks, tells)[0] == tells
    cell = "Jaringan internet desa 1,00"
    told = "Jaringan internet sampai di balai warga sejak dua tahun lalu."
    assert apart(cell, told)[0] == told


def test_a_place_is_kept_for_lack_only_if_it_is_nearly_as_good_as_the_last_one():
    good = [f"Jaringan internet desa {name} sampai sejauh ini." for name in "ABCDEF"]
    near = "Jaringan internet desa G belum menyala sejauh ini menurut warga."
    far = "Menara belum dibangun di bukit dan jaringan juga."
    assert near in apart(*good, near)
    assert len(apart(*good, near)) == 5
    assert far not in apart(*good, far)


def test_only_the_indicators_that_are_named_are_asked():
    for name in ("staff", "own/staff"):
        (only,) = found([Named("plan", PLAN)], [TREE], indicator=[name]).asked
        assert only.item.code == "staff"


def test_nothing_is_found_where_there_is_nothing():
    for document in (Document(()), Document((Block("Bab 1", 1, 1),))):
        findings = found([Named("plan", document)], [TREE])
        assert [each.candidates for each in findings.asked] == [(), ()]


def test_a_full_stop_without_a_blank_ends_nothing_that_could_be_quoted():
    (one,) = texts("Visi itu lama.Misi itu baru. Tidak ada yang lain.")
    assert one == "Visi itu lama.Misi itu baru. Tidak ada yang lain."


@pytest.mark.parametrize(
    "block",
    [
        "Visi itu sudah lama.Misi belum ditulis " + "sama sekali " * 90,
        f"Pusat data ada. {'x' * 5000} Menara juga ada di sini. Kabel belum.",
        "Kata\u3002" * 40 + "kata lain. Dan satu lagi.",
        "\u2022 Kabel putus di jalan \u2022 Menara roboh di bukit \u2022 Warga menunggu",
        "a; b, c: d " * 300,
        "(1) Pertama. [2] Kedua! \u201cKetiga?\u201d Keempat dan seterusnya.",
    ],
)
def test_the_check_of_quotes_finds_every_passage(block):
    document = Document((Block("Bab", 1, 1), Block(block, 1), Block("Lalu ini.", 1)), pages=1)
    wording = Wording(document)
    cut = passages(document)
    assert cut
    assert [each.text for each in cut if wording.pages(each.text) is None] == []


def test_work_grows_with_a_document_and_not_with_its_square():
    copies = Document(tuple(Block("Kabel serat optik sampai di desa.", 1) for _ in range(3000)))
    assert len(found([Named("copies", copies)], [TREE]).asked[0].candidates) == 1
    pages = Document(tuple(Block("1. kata kata kata.", n, continues=n > 1) for n in range(1, 3000)))
    assert passages(pages)[-1].last_page == 2999
    assert texts("kata " * 100_000 + "x" * 100_000)


def test_short_paragraphs_of_a_section_stand_together_and_rows_of_a_table_too():
    (items,) = texts(
        "Menara di bukit itu roboh.", "Kabel di jalan itu putus.", "Warga menunggu lama."
    )
    assert items == "Menara di bukit itu roboh. Kabel di jalan itu putus. Warga menunggu lama."
    (row,) = texts("Desa", "Menara", "Pelanggan", "Satu", "2", "310", "Dua", "0", "12")
    assert row == "Desa Menara Pelanggan Satu 2 310 Dua 0 12"
