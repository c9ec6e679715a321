"""What is said of arguments that can't be used, in both languages."""

import sys

import pytest

from smartscore.cli import run
from smartscore.cli.misuse import said


@pytest.mark.parametrize(
    ("arguments", "english", "indonesian"),
    [
        (
            ["report", "a.yaml", "--decimal", "x"],
            "Invalid value for '--decimal': 'x' is not one of: `.`, `,`",
            "Nilai 'x' untuk '--decimal' tidak dikenal; pilihannya: `.`, `,`",
        ),
        (
            ["report", "a.yaml", "--style", "foo"],
            "is not one of: `appendix`, `thesis`, `brief`, `page`",
            "pilihannya: `appendix`, `thesis`, `brief`, `page`",
        ),
        (["assess", "a.yaml", "--format", "x"], "'x' is not one of: `", "Nilai 'x' untuk"),
        (["check", "--output-format", "x"], "'x' is not one of: `full`", "pilihannya: `full`"),
        (["report", "--styl", "page"], "No such option: --styl", "Opsi --styl tidak ada"),
        (["report", "--style"], "'--style' requires an argument", "'--style' memerlukan nilai"),
        (["assess"], "'FILE...' is missing", "'BERKAS...' belum diberikan"),
        (["check", "--fix=1"], "'--fix' does not take a value", "'--fix' tidak menerima nilai"),
        (["--"], "Which command?", "Perintah mana?"),
        (["asess"], "'asess'. Did you mean 'assess'?", "'asess' tidak ada. Maksudnya 'assess'?"),
        (["new", "rubrik"], "Did you mean 'rubric'?", "Maksudnya 'rubric'?"),
        (["nope"], "No such command 'nope'; there is new, ", "tidak ada; yang ada: new, "),
        (["rule", "A1", "B2", "C3"], "extra arguments: B2 C3", "Argumen berlebih: B2 C3"),
        (["rule", "A1", "B2"], "extra arguments: B2", "Argumen berlebih: B2"),
    ],
)
def test_arguments_are_refused_in_the_language_of_the_reader(
    arguments, english, indonesian, monkeypatch, capsys
):
    monkeypatch.setattr(sys, "argv", ["smartscore", *arguments])
    assert run() == 2
    assert english in capsys.readouterr().err
    monkeypatch.setenv("SMARTSCORE_LANG", "id")
    assert run() == 2
    told = capsys.readouterr().err
    assert indonesian in told
    assert "Error" not in told
    monkeypatch.delenv("SMARTSCORE_LANG")
    monkeypatch.setattr(sys, "argv", ["smartscore", *arguments, "--lang", "id"])
    if arguments[0] in ("report", "assess") and arguments[-1] != "--style":
        assert run() == 2
        assert indonesian in capsys.readouterr().err


def test_no_sign_of_an_argument_steers_the_terminal(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["smartscore", "report", "--style", "\x1b[2J\n::error::x"])
    assert run() == 2
    told = capsys.readouterr().err
    assert "\x1b" not in told
    assert "\n::error" not in told


def test_the_usage_is_in_the_language_too(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["smartscore", "--lang", "id", "rubrics", "show"])
    assert run() == 2
    assert capsys.readouterr().err == (
        "Pemakaian: smartscore rubrics show [OPSI] KODE|JALUR\n"
        "Bantuan: 'smartscore rubrics show -h'.\n\nGalat: 'KODE|JALUR' belum diberikan.\n"
    )


def test_what_nobody_foresaw_is_quoted():
    class OtherError(Exception):
        message = "Something else."
        ctx = None

        def format_message(self):
            return self.message

    assert said(OtherError()) == "Error: These arguments can't be used: Something else.\n"
