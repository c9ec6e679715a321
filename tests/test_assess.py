"""`smartscore assess` from the outside."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from smartscore.cli import app

from .building import ASSESSMENT, RUBRIC

EXAMPLE = "examples/sumenep.yaml"
RUBRICS = str(Path(__file__).parent / "rules")


def run(*arguments: str, **more: object) -> Result:
    return CliRunner().invoke(app, ["assess", *arguments], **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("terminal.txt", []),
        ("detail.txt", ["--detail"]),
        ("report.md", ["--format", "markdown"]),
        ("detail.md", ["--format", "markdown", "--detail"]),
    ],
)
def test_the_example_looks_like_this(in_root, golden, name, options, language):
    done = run(EXAMPLE, "--lang", language, *options)
    assert done.exit_code == 0, done.stderr
    assert done.stderr == ""
    golden(f"sumenep/{language}-{name}", done.stdout)


def test_a_scorecard_looks_like_this_in_both_languages(here, golden):
    done = [run("place.yaml", "--lang", name, "--format", "json") for name in ("id", "en")]
    assert [each.exit_code for each in done] == [0, 0]
    assert done[0].stdout == done[1].stdout
    golden("scorecard.json", done[0].stdout)


@pytest.mark.parametrize("options", [[], ["--detail"]])
@pytest.mark.parametrize("language", ["id", "en"])
def test_the_terminal_view_fits_80_columns(in_root, options, language):
    from rich.cells import cell_len

    lines = run(EXAMPLE, "--lang", language, *options).stdout.split("\n")
    assert max(cell_len(line) for line in lines) <= 80


def test_json_says_what_the_format_promises(here):
    card = json.loads(run("place.yaml", "--format", "json").stdout)
    assert card["format"] == "scorecard/1"
    assert card["subject"] == {"name": "Somewhere"}
    overall = card["cards"][0]["overall"]
    assert (overall["score"], overall["shown"], overall["band"]) == (25.0, "25.0", "low")
    assert card["cards"][0]["rubric"]["digest"].startswith("sha256:")
    first = overall["children"][0]["children"][0]
    assert (first["rating"], first["status"], first["effective_weight"]) == (3, "rated", 0.25)
    assert first["title"] == {"id": "First", "en": "First"}


def test_several_files_make_a_list_in_json(here):
    cards = json.loads(run("place.yaml", "place.yaml", "--format", "json").stdout)
    assert [card["subject"]["name"] for card in cards] == ["Somewhere"] * 2


def test_standard_input(here):
    done = run("-", input=ASSESSMENT)
    assert done.exit_code == 0
    assert "Somewhere" in done.stdout


def test_another_rubric_than_the_listed_ones(in_root):
    done = run(EXAMPLE, "--rubric", "indrajit", "--format", "json")
    assert [c["rubric"]["code"] for c in json.loads(done.stdout)["cards"]] == ["indrajit"]


def test_a_folder_of_own_rubrics_comes_first(here):
    (here / "place.yaml").write_text(ASSESSMENT.replace("./tiny.yaml", "tiny@1"))
    assert run("place.yaml").exit_code == 1
    assert run("place.yaml", "--rubrics", ".").exit_code == 0


@pytest.mark.parametrize(
    ("options", "environment", "declared", "expected"),
    [
        (["--lang", "id"], "en", "en", "Kecil"),
        ([], "id", "en", "Kecil"),
        ([], "id_ID.UTF-8", "en", "Kecil"),
        ([], "", "id", "Kecil"),
        ([], "", "", "Tiny"),
    ],
)
def test_which_language(here, monkeypatch, options, environment, declared, expected):
    monkeypatch.setenv("SMARTSCORE_LANG", environment)
    if declared:
        text = ASSESSMENT.replace("subject:", f"language: {declared}\nsubject:")
        (here / "place.yaml").write_text(text)
    assert expected in run("place.yaml", *options).stdout


def test_problems_are_told_in_the_language_of_the_file(here):
    (here / "place.yaml").write_text(ASSESSMENT + "language: id\ncolour: red\n")
    assert "tidak dikenal" in run("place.yaml").stderr


@pytest.mark.parametrize(("limit", "code"), [("25", 0), ("25.1", 1), ("0", 0), ("-3", 0)])
def test_a_threshold(here, limit, code):
    assert run("place.yaml", "--fail-under", limit).exit_code == code


NO_NUMBERS = ("nan", "inf", "-inf", "1e400", "1_0", "25,1", "", " 5", "\u0665", "0x1", "9" * 4301)


@pytest.mark.parametrize("limit", NO_NUMBERS)
def test_a_threshold_that_is_no_number(here, limit):
    done = run("place.yaml", "--fail-under", limit)
    assert (done.exit_code, done.stdout) == (2, "")
    assert " ".join(done.stderr.split()).startswith("smartscore: --fail-under ")
    assert len(done.stderr) < 200


@pytest.mark.parametrize("language", ["en", "id"])
def test_other_weights_that_nobody_holds(in_root, language):
    name = "weights-of-some-experts"
    done = run(EXAMPLE, "--rubric", "indrajit", "--weighting", name, "--lang", language)
    assert (done.exit_code, done.stdout) == (2, "")
    lines = done.stderr.rstrip("\n").split("\n")
    assert len(lines) == 2
    assert lines[0].startswith(f"smartscore: --weighting {name}: ")
    assert lines[1].startswith("  ")
    assert max(map(len, lines)) <= 80


def test_no_score_misses_every_threshold(in_root):
    done = run(EXAMPLE, "--rubric", "indrajit", "--fail-under", "0")
    assert done.exit_code == 1
    assert "no score" in done.stderr


def test_a_rating_without_a_source_is_told_and_the_figure_shown_all_the_same(here):
    (here / "tiny.yaml").write_text(RUBRIC.replace("optional", "required"))
    done = run("place.yaml")
    assert done.exit_code == 1
    assert "place.yaml:6:10: A201" in done.stderr
    assert "25.0" in done.stdout
    assert "without a source: First" in done.stdout


def test_output_to_a_file_is_whole_and_quiet(here):
    done = run("place.yaml", "--format", "json", "-o", "out.json")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "")
    assert json.loads((here / "out.json").read_text())["format"] == "scorecard/1"
    assert [p.name for p in here.iterdir() if p.name.startswith(".")] == []


def test_an_existing_output_keeps_its_mode(here):
    (here / "out.md").write_text("old")
    (here / "out.md").chmod(0o640)
    run("place.yaml", "--format", "markdown", "-o", "out.md")
    assert (here / "out.md").stat().st_mode & 0o777 == 0o640
    assert (here / "out.md").read_text().startswith("# Readiness of Somewhere")


def test_an_input_is_never_overwritten(here):
    (here / "link.yaml").symlink_to("place.yaml")
    for name in ("place.yaml", "./place.yaml", "link.yaml"):
        done = run("place.yaml", "-o", name)
        assert done.exit_code == 2
        assert "is an input" in done.stderr
    assert (here / "place.yaml").read_text() == ASSESSMENT


@pytest.mark.parametrize("output", ["missing/out.md", ".", "tiny.yaml/out.md"])
def test_an_output_that_can_not_be_written(here, output):
    done = run("place.yaml", "-o", output)
    assert done.exit_code == 2
    assert output.rstrip("/") in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(p.name for p in here.iterdir()) == ["place.yaml", "tiny.yaml"]


def test_a_full_disk_leaves_the_old_file_whole(here, monkeypatch):
    (here / "out.json").write_text("old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    done = run("place.yaml", "--format", "json", "-o", "out.json")
    assert done.exit_code == 2
    assert "the disk is full" in done.stderr
    assert sorted(p.name for p in here.iterdir()) == ["out.json", "place.yaml", "tiny.yaml"]
    assert (here / "out.json").read_text() == "old"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nowhere.yaml"], "there is no such file"),
        (["."], "it is a folder"),
        (["place.yaml/x"], "there is no such file"),
        (["x" * 5000], "not a name"),
        (["place.yaml", "--lang", "fr"], "not a language"),
        (["place.yaml", "--rubrics", "nowhere"], "is not a folder"),
        (["place.yaml", "--rubric", "nothing"], "no such rubric"),
        (["place.yaml", "--rubric", "indrajit@9"], "there is no such version"),
        (["place.yaml", "--format", "pdf"], "pdf"),
        ([], "FILE"),
    ],
)
def test_what_can_not_run_ends_with_2(here, arguments, sentence):
    done = run(*arguments)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_files_with_different_major_versions_are_not_set_side_by_side(here):
    (here / "newer.yaml").write_text(RUBRIC.replace("version: 1", "version: 2"))
    (here / "later.yaml").write_text(ASSESSMENT.replace("tiny.yaml", "newer.yaml"))
    done = run("place.yaml", "later.yaml")
    assert done.exit_code == 2
    assert "1.2.0 and 2.2.0" in done.stderr
    assert run("place.yaml", "later.yaml", "--across-versions").exit_code == 0
    assert run("place.yaml", "place.yaml").exit_code == 0


MINOR = RUBRIC.replace("version: 1.2.0", "version: 1.3.0")


def other(text: str) -> str:
    """The rubric with another score for the same ratings."""
    return text.replace("points: 3", "points: 5").replace(" 3:", " 5:")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (other(RUBRIC), "tiny 1.2.0 stands for two rubrics"),
        (other(MINOR), "tiny: 1.2.0 and 1.3.0 differ where a score can move"),
    ],
)
def test_files_with_different_digests_are_not_set_side_by_side(here, text, told):
    (here / "newer.yaml").write_text(text)
    later = ASSESSMENT.replace("tiny.yaml", "newer.yaml").replace("first: 3", "first: 1")
    (here / "later.yaml").write_text(later)
    for arguments in ((), ("--format", "json"), ("--format", "markdown")):
        done = run("place.yaml", "later.yaml", *arguments)
        assert (done.exit_code, done.stdout) == (2, "")
        assert told in done.stderr
        assert done.stderr.count("sha256:") == 2
        assert "--across-versions" in done.stderr
    assert run("place.yaml", "later.yaml", "--across-versions").exit_code == 0
    assert run("later.yaml").exit_code == 0


def test_versions_that_score_alike_are_set_side_by_side_and_that_is_said(here):
    (here / "newer.yaml").write_text(MINOR)
    (here / "later.yaml").write_text(ASSESSMENT.replace("tiny.yaml", "newer.yaml"))
    done = run("place.yaml", "later.yaml", "later.yaml")
    assert done.exit_code == 0
    assert done.stderr.count("tiny: 1.2.0 and 1.3.0 are set side by side") == 1
    assert "1.3.0 dijajarkan" in run("place.yaml", "later.yaml", "--lang", "id").stderr
    assert run("place.yaml", "place.yaml").stderr == ""


def test_every_problem_of_every_file_in_one_run(here):
    (here / "one.yaml").write_text(ASSESSMENT.replace("first: 3", "frist: 3"))
    (here / "two.yaml").write_text("a: [1\n")
    done = run("two.yaml", "one.yaml", "place.yaml")
    assert done.exit_code == 1
    assert done.stdout == ""
    assert done.stderr.index("one.yaml:6:10: A102") < done.stderr.index("two.yaml:1:4: Y115")
    assert "did you mean `first`?" in done.stderr


BEL, ESC = "\a", "\x1b"
HOSTILE = [
    "[bold]",
    "a|b",
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "`code` *star* _line_ ~~no~~ ![i](http://x)",
    "# heading",
    "1. item",
    "[/red]",
    ":id: :smile:",
    "\u202egnirts",
    "http://example.org www.example.org",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("kind", ["terminal", "markdown"])
def test_text_of_a_file_is_never_markup(here, text, kind):
    quoted = json.dumps(text)
    (here / "tiny.yaml").write_text(
        RUBRIC.replace("title: Only", f"title: {quoted}").replace(
            "title: First", f"title: {quoted}"
        )
    )
    (here / "place.yaml").write_text(ASSESSMENT.replace("Somewhere", quoted))
    done = run("place.yaml", "--format", kind, "--detail")
    assert done.exit_code == 0, done.stderr
    assert "\u202e" not in done.stdout
    if kind == "terminal":
        assert text.replace("\u202e", "\ufffd") in done.stdout
    else:
        rows = [line for line in done.stdout.split("\n") if line.startswith("| ")]
        assert {len(row.replace("\\|", "").split("|")) for row in rows} == {7}
        assert re.findall(r"(?<!\\)[<>`]|(?<!\\)\]\(", done.stdout) == []


@pytest.mark.parametrize("escaped", ["\\x1b]0;owned\\x07", "\\x9b31m", "\\0"])
def test_control_characters_are_refused(here, escaped):
    (here / "place.yaml").write_text(ASSESSMENT.replace("Somewhere", f'"{escaped}"'))
    done = run("place.yaml")
    assert done.exit_code == 1
    assert "Y114" in done.stderr


def test_an_excerpt_is_never_a_control_sequence(here):
    (here / "place.yaml").write_bytes(b"a: \x1b]0;owned\x07\n")
    done = run("place.yaml")
    assert done.exit_code == 1
    assert ESC not in done.stderr
    assert BEL not in done.stderr


def test_the_caret_stands_under_what_is_meant(here):
    (here / "place.yaml").write_text("subject: {name: 大学, nmae: x}\n")
    (here / "place.yaml").write_text(
        ASSESSMENT.replace("{name: Somewhere}", "{name: 大学, nmae: x}")
    )
    lines = run("place.yaml").stderr.split("\n")
    i = next(i for i, line in enumerate(lines) if "S102" in line)
    assert lines[i + 1] == "  3 | subject: {name: 大学, nmae: x}"
    assert lines[i + 2] == "    |                       ^^^^"


def test_a_long_line_is_shown_around_what_is_meant(here):
    text = ASSESSMENT.replace("{name: Somewhere}", f"{{name: {'x' * 5000}, nmae: x}}")
    (here / "place.yaml").write_text(text)
    lines = run("place.yaml").stderr.split("\n")
    assert max(len(line) for line in lines) <= 80
    caret = next(line for line in lines if "^^^^" in line)
    above = lines[lines.index(caret) - 1]
    assert above[caret.index("^") : caret.rindex("^") + 1] == "nmae"


def process(*arguments: str, **more: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "smartscore", *arguments]
    return subprocess.run(command, capture_output=True, check=False, **more)  # type: ignore[call-overload,no-any-return]


def test_as_a_process(here):
    done = process("assess", "place.yaml")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "█".encode() in done.stdout
    assert b"\x1b" not in done.stdout


def test_without_unicode_the_bars_are_plain(here):
    done = process("assess", "place.yaml", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert b"#####" in done.stdout


def test_what_is_missing_is_a_dash_in_every_encoding(here):
    text = (here / "place.yaml").read_text().replace("{first: 3, second: 1}", "{}")
    (here / "place.yaml").write_text(text)
    told = {}
    for encoding in ("utf-8", "cp1252", "latin-1", "cp437", "ascii"):
        more = {**os.environ, "PYTHONIOENCODING": encoding}
        done = process("assess", "place.yaml", "--detail", env=more)
        assert done.returncode == 0
        told[encoding] = done.stdout.decode(encoding)
        assert "?" not in told[encoding]
    assert "\u2013" in told["utf-8"]
    assert len({len(text.splitlines()) for text in told.values()}) == 1
    assert " - " in told["ascii"]


def test_colour_where_it_is_asked_for(here):
    done = process("assess", "place.yaml", env={**os.environ, "FORCE_COLOR": "1"})
    assert b"\x1b[" in done.stdout
    done = process("assess", "place.yaml", env={**os.environ, "FORCE_COLOR": "1", "NO_COLOR": "1"})
    assert b"\x1b[" not in done.stdout


def test_a_reader_that_stops_reading_is_no_error(in_root):
    shell = f"{sys.executable} -m smartscore assess {EXAMPLE} --detail | head -1"
    done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("Kabupaten Sumenep")
    assert "Traceback" not in done.stderr
    assert "Error" not in done.stderr


@pytest.mark.parametrize(
    ("redirection", "sentence"),
    [
        ("> /dev/full", "the disk is full"),
        (">&-", "can't be written"),
        ("- <&-", "can't be read"),
    ],
)
def test_standard_streams_that_fail(here, redirection, sentence):
    shell = f"{sys.executable} -m smartscore assess place.yaml {redirection}"
    done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


@pytest.mark.parametrize("arguments", [["--version"], ["-V"]])
def test_version(arguments):
    from smartscore import __version__

    assert process(*arguments).stdout.decode() == f"smartscore {__version__}\n"


@pytest.mark.parametrize("arguments", [["--help"], ["assess", "--help"]])
def test_help_fits_and_has_an_example(arguments):
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0
    assert "Example:" in done.stdout
    assert max(len(line) for line in done.stdout.split("\n")) <= 80


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_published_figure_alone_is_told_without_what_weighs_nothing(tmp_path, language):
    file = tmp_path / "a.yaml"
    file.write_text(
        "smartscore: assessment/1\nrubrics: [imdi@1]\nsubject: {name: X}\ndate: 2026-11-01\n"
        "ratings: {imdi: {published-index: {value: 44.53}}}\n",
        encoding="utf-8",
    )
    told = CliRunner().invoke(app, ["assess", str(file), "--lang", language]).stdout
    assert "44.53" in told or "44,53" in told
    for said in ("No single step", "Tidak ada satu langkah", "No band", "Tanpa kategori", " 0% of"):
        assert said not in told
    assert "Unknown (" not in told
