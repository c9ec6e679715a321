"""What is said of arguments that can't be used, in both languages."""

import sys

import pytest

from smartscore.cli import run


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
        (["assess"], "'FILE...' is missing", "'FILE...' belum diberikan"),
        (["nope"], "No such command 'nope'", "Perintah 'nope' tidak ada"),
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
