"""What `--help` shows, in both languages, is complete, fits, and has nothing too much."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

import smartscore
from smartscore.cli import app, helped
from smartscore.cli.help_page import name, parameters, placeholder
from smartscore.cli.help_texts import texts
from smartscore.cli.listed import COMMANDS, SECTIONS
from smartscore.text.languages import LANGUAGES

FOLDER = Path(smartscore.__file__).parent / "locales" / "help"
FILES = {name: json.loads((FOLDER / f"{name}.json").read_text("utf-8")) for name in LANGUAGES}
TREE = dict(helped.commands(typer.main.get_command(app)))


def keys(value):
    if not isinstance(value, dict):
        return None
    return {key: keys(each) for key, each in value.items() if key != "placeholders"}


def help_of(path, language, columns=80):
    environment = {"SMARTSCORE_LANG": language, "COLUMNS": str(columns)}
    done = CliRunner().invoke(app, [*path.split(), "--help"], env=environment)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_both_languages_have_the_same_texts_in_the_same_order():
    assert json.dumps(keys(FILES["id"])) == json.dumps(keys(FILES["en"]))


def test_each_command_has_its_texts_and_no_other_has_any():
    described = FILES["en"]["commands"]
    assert set(described) == {path or "smartscore" for path in TREE}
    for path, command in TREE.items():
        said = described[path or "smartscore"]
        assert said["line"]
        if not hasattr(command, "commands"):
            assert {"exit", "example"} <= said.keys(), path
            assert said["example"].startswith(f"smartscore {path.split()[0]}")


def test_each_parameter_has_a_text_and_no_text_is_for_none():
    used = {
        texts("en").place(path, name(param), param.metavar or "")
        for path, command in TREE.items()
        for param in command.params
    }
    written = {("", key) for key in FILES["en"]["parameters"]} - {("", "help")}
    for path, said in FILES["en"]["commands"].items():
        written |= {(path, key) for key in said.get("parameters", {})}
    assert used == written


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_commands_have_in_common_is_said_once(language):
    said = FILES[language]
    own = Counter(
        (key, text)
        for each in said["commands"].values()
        for key, text in each.get("parameters", {}).items()
    )
    assert [key for key, count in own.items() if count > 1] == []
    assert [key for key, text in own if said["parameters"].get(key) == text] == []


def test_nothing_is_left_in_the_other_language():
    def flat(value, path=""):
        if isinstance(value, str):
            return {path: value}
        return {k: v for key, each in value.items() for k, v in flat(each, f"{path}/{key}").items()}

    there = flat(FILES["id"])
    same = {path for path, said in flat(FILES["en"]).items() if there[path] == said}
    assert {path for path in same if not path.endswith("/example")} == set()


def test_what_stands_for_a_value_has_a_word_in_indonesian():
    written = {
        word
        for command in TREE.values()
        for param in command.params
        for word in re.findall("[A-Z]+", param.metavar or "")
    }
    assert written == set(FILES["id"]["placeholders"])


def test_every_option_that_takes_a_value_says_what():
    for path, command in TREE.items():
        arguments, options = parameters(command.params)
        for param in arguments + [each for each in options if not each.is_flag]:
            assert placeholder(param, texts("en")), (path, name(param))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("columns", [80, 40, 200])
def test_it_fits(language, columns):
    for path in TREE:
        lines = help_of(path, language, columns).split("\n")
        for line in lines:
            alone = len(line.split()) <= 2  # what can't be broken
            assert len(line) <= min(columns, 80) or alone, (path, line)
        assert max(map(len, lines)) <= 80, path


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_of_commands_is_whole_and_each_has_one_line(language):
    page = help_of("", language)
    for command in COMMANDS:
        line = texts(language).of(command, "line")
        assert re.search(rf"^  {command} +{re.escape(line)}$", page, re.MULTILINE), command
    found = [page.index(f"{texts(language).section(each)}:\n") for each in SECTIONS]
    assert found == sorted(found)
    assert set(COMMANDS) == {path for path in TREE if path and " " not in path}


def test_the_language_may_stand_anywhere():
    indonesian = help_of("assess", "id")
    assert indonesian.startswith("Pemakaian: smartscore assess [OPSI] BERKAS...\n")
    for arguments in (
        ["--lang", "id", "assess", "--help"],
        ["--lang=id", "assess", "-h"],
        ["assess", "--lang", "id", "--help"],
        ["assess", "--help", "--lang=id"],
    ):
        assert CliRunner().invoke(app, arguments).stdout == indonesian


def test_before_the_command_it_is_that_of_the_command():
    def told(*arguments):
        done = CliRunner().invoke(app, list(arguments))
        assert done.exit_code == 0
        return done.stdout

    for command in (["rule", "Y101"], ["new", "rubric", "-"]):
        own = told(*command, "--lang", "id")
        assert told("--lang", "id", *command) == own
        assert told("--lang", "id", *command, "--lang", "en") == told(*command) != own


def test_a_language_that_there_is_not():
    done = CliRunner().invoke(app, ["--lang", "fr", "rule", "Y101"])
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "smartscore: fr: not a language; use id or en\n"
    done = CliRunner().invoke(app, ["rule", "Y101", "--lang", "fr"], env={"SMARTSCORE_LANG": "id"})
    assert done.stderr == "smartscore: fr: bukan bahasa; gunakan id atau en\n"


def test_a_language_alone_asks_for_help():
    done = CliRunner().invoke(app, ["--lang", "id"])
    assert done.output.strip() == help_of("", "id").strip()


def test_shells_are_told_in_the_language():
    whole = typer.main.get_command(app)
    helped.put(whole, texts("id"))
    found = dict(helped.commands(whole))
    assert found["assess"].short_help == texts("id").of("assess", "line")
    assert {name(each): each.help for each in found["check"].params}["fix"].startswith("Perbaiki")
