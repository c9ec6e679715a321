"""Documents that seem to be about another place than the one that is assessed."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from smartscore.cli import app
from smartscore.engine.resolving import resolve
from smartscore.passages.elsewhere import Elsewhere, elsewhere, remarked
from smartscore.passages.flags import Setting
from smartscore.passages.search import Named
from smartscore.passages.search import found as searched
from smartscore.read.documents.several import Read, Several
from smartscore.text.documents import Block, Document

from .building import dimension, indicator, rubric

CABLE = indicator("cable", title={"id": "Kabel serat optik", "en": "Fibre cable"})
TREE = resolve(rubric(dimension("things", CABLE)))

HERE = Setting("Kabupaten Jember", "Jawa Timur", "2024-06-01")


def document(*texts: str) -> Document:
    return Document(tuple(Block(text) for text in texts))


def test_a_place_that_is_named_far_more_often_is_what_a_document_is_about():
    five = ["Kabupaten Sleman membangun jaringan."] * 5
    assert elsewhere(document(*five), HERE) == Elsewhere("Kabupaten Sleman", 5, 0)
    assert elsewhere(document(*five[1:]), HERE) is None
    assert elsewhere(document(*five, "Jember melihatnya."), HERE) is None
    assert elsewhere(document(*five, *five, "Jember melihatnya."), HERE) == Elsewhere(
        "Kabupaten Sleman", 10, 1
    )
    assert elsewhere(document(*five, *five, *["Jawa Timur maju."] * 9), HERE) is not None


def test_a_study_of_several_places_is_about_none_of_them():
    compared = ["Kota Bandung dan Kota Semarang sama."] * 9
    assert elsewhere(document(*compared), HERE) is None
    assert elsewhere(document(*compared, *["Kota Bandung lebih."] * 9), HERE) is not None


def test_nothing_is_told_where_the_assessed_place_is_not_known():
    five = ["Kabupaten Sleman membangun jaringan."] * 5
    assert elsewhere(document(*five), Setting()) is None
    assert elsewhere(document(*five), Setting("Dinas Contoh")) is None
    assert elsewhere(document(*five), Setting("Provinsi Daerah Istimewa Yogyakarta")) is None


def test_a_city_abroad_can_be_another_place_and_the_assessed_one():
    five = ["Hanoi membangun jaringan."] * 5
    assert elsewhere(document(*five), HERE) == Elsewhere("Hanoi", 5, 0)
    assert elsewhere(document(*five), Setting("Hanoi")) is None


def test_names_of_the_place_that_a_document_is_about_lower_no_passage():
    named = "Kabel serat optik Kabupaten Sleman sudah tertanam sampai setiap balai desa."
    unnamed = "Kabel serat optik tergantung rendah di depan kantor kecamatan sejak musim hujan."

    def first(times: int) -> str:
        pages = (unnamed, named, *["Kabupaten Sleman itu luas."] * times)
        blocks = tuple(Block(text, page) for page, text in enumerate(pages, 1))
        (found,) = searched([Named("a", Document(blocks, len(pages)))], [TREE], HERE).asked
        best = found.candidates[0]
        assert ("other-place" in {flag.code for flag in best.flags}) == (best.passage.page == 2)
        return best.passage.text

    assert first(times=3) == unnamed
    assert first(times=4) == named


def test_it_is_told_with_its_counts_in_both_languages():
    five = document(*["Kabupaten Sleman membangun jaringan."] * 5)
    read = Several((Read("/a/plan.txt", "plan.txt", "sha256:0", five),), (), ())
    (problem,) = remarked(read, HERE).problems
    assert (problem.code, problem.place.file) == ("A426", "/a/plan.txt")
    assert problem.in_words("en").endswith(
        "names Kabupaten Sleman 5 times and Kabupaten Jember never"
    )
    assert "tidak sekali pun" in problem.in_words("id")
    twice = document(*["Kabupaten Sleman membangun jaringan."] * 20, "Jember.", "Jember.")
    read = read._replace(documents=(read.documents[0]._replace(document=twice),))
    (problem,) = remarked(read, HERE).problems
    assert problem.in_words("en").endswith("Sleman 20 times and Kabupaten Jember 2 times")


@pytest.mark.parametrize("more", [[], ["--coverage"]])
def test_the_command_tells_it(tmp_path: Path, more: list[str]):
    file = tmp_path / "plan.txt"
    file.write_text("Kabupaten Sleman membangun jaringan kabel.\n\n" * 5, encoding="utf-8")
    asked = ["evidence", str(file), "--rubric", "indrajit", "--indicator", "support", *more]
    told = CliRunner().invoke(app, [*asked, "--subject", "Kabupaten Jember"])
    assert (told.exit_code, told.stderr.count("A426")) == (0, 1)
    assert "A426" not in CliRunner().invoke(app, [*asked, "--subject", "Kabupaten Sleman"]).stderr
