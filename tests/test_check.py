"""`smartscore check` from the outside: files, choices, exit codes, comments, mends."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from smartscore.cli import app

HEAD = "# yaml-language-server: $schema=rubric.json\n"
RUBRIC = (
    HEAD
    + """\
smartscore: rubric/1
code: tiny
version: 1.0.0
title: Tiny
about: What it measures.
references:
  - id: book
    type: book
    ISBN: 978-92-64-04345-9
scale:
  - points: 1
    label: One
  - points: 3
    label: Three
dimensions:
  - code: only
    title: Only
    indicators:
      - code: first
        title: First
        question: Is there a register?
        look_for: The register at the office.
        levels:
          1: Officials confirm that there is no register.
          3: A dated register lists every road.
        citations:
          - cite: book
"""
)


def run(*arguments: str, **more: object) -> Result:
    return CliRunner().invoke(app, ["check", *arguments], **more)  # type: ignore[arg-type]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tiny.yaml").write_text(RUBRIC)
    return tmp_path


def codes(*arguments: str, **more: object) -> list[str]:
    found = json.loads(run("--output-format", "json", *arguments, **more).stdout)
    return [problem["code"] for problem in found["problems"]]


def test_a_clean_file(here):
    done = run("tiny.yaml")
    assert (done.exit_code, done.stdout) == (0, "1 checked: no problems.\n")


def test_the_library_and_the_examples_are_clean(in_root):
    done = run("rubrics", "examples", "--fail-on", "warning")
    assert done.exit_code == 0, done.stdout


def test_a_folder_is_searched_and_others_are_counted(here):
    (here / "sub").mkdir()
    (here / "sub" / "other.yml").write_text("a: 1\n")
    (here / "sub" / "more.yml").write_text(RUBRIC.replace("Tiny", "[Tiny"))
    (here / ".hidden").mkdir()
    (here / ".hidden" / "x.yaml").write_text("smartscore: x\n")
    done = run(".")
    assert "sub/more.yml:5:8: Y115" in done.stdout
    assert done.stdout.endswith("2 checked: 1 error. 1 other YAML file skipped.\n")


def test_a_file_that_is_named_is_always_checked(here):
    (here / "other.yaml").write_text("a: 1\n")
    assert "S101" in codes("other.yaml")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["empty"], 2),
        (["empty", "--allow-empty"], 0),
        (["nowhere.yaml"], 2),
        (["tiny.yaml", "--select", "X9"], 2),
        (["tiny.yaml", "--output-format", "json", "--output-format", "sarif"], 2),
        (["tiny.yaml", "--output-format", "yaml"], 2),
        (["tiny.yaml", "-"], 2),
        (["broken.yaml"], 1),
        (["broken.yaml", "--exit-zero"], 0),
        (["advice.yaml"], 0),
        (["advice.yaml", "--fail-on", "warning"], 0),
        (["advice.yaml", "--fail-on", "advice"], 1),
        (["warning.yaml"], 0),
        (["warning.yaml", "--fail-on", "warning"], 1),
        (["broken.yaml", "--ignore", "S"], 0),
        (["broken.yaml", "--select", "R"], 0),
        (["broken.yaml", "--ignore", "S1", "--select", "S102"], 1),
    ],
)
def test_exit_codes(here, arguments, code):
    (here / "empty").mkdir()
    (here / "broken.yaml").write_text(RUBRIC + "colour: red\n")
    (here / "advice.yaml").write_text(RUBRIC.replace(HEAD, ""))
    (here / "warning.yaml").write_text(RUBRIC.replace("Tiny", "no"))
    done = run(*arguments)
    assert done.exit_code == code, done.output
    if code == 2:
        assert done.stdout in ("", "1 checked: 1 can't be read.\n")


def test_standard_input_goes_by_the_name_it_is_given(here):
    done = run(
        "-", "--stdin-filename", "sub/own.yaml", "--output-format", "concise", input="a: [1\n"
    )
    assert done.stdout.startswith("sub/own.yaml:1:4: Y115")
    assert run("-", input=RUBRIC).exit_code == 0


def test_several_formats_at_once(here):
    (here / "tiny.yaml").write_text(RUBRIC + "colour: red\n")
    both = ["--output-format", "sarif", "--output-format", "concise", "--output-file", "out.sarif"]
    done = run("tiny.yaml", *both)
    assert "S102" in done.stdout
    assert json.loads((here / "out.sarif").read_text())["version"] == "2.1.0"


@pytest.mark.parametrize("name", ["json", "github", "gitlab", "sarif", "junit"])
def test_a_machine_format_is_all_there_is(here, name):
    (here / "tiny.yaml").write_text(RUBRIC + "colour: red\n")
    done = run("tiny.yaml", "--output-format", name)
    assert done.stderr == ""
    if name in ("json", "gitlab", "sarif"):
        json.loads(done.stdout)


def test_statistics(here):
    (here / "tiny.yaml").write_text(RUBRIC + "colour: red\ncolor: red\n")
    lines = run("tiny.yaml", "--statistics").stdout.split("\n")
    assert lines[0].split()[:3] == ["2", "S102", "error"]


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ('ignore = ["S102"]', 0),
        ('select = ["R"]', 0),
        ('fail-on = "advice"', 1),
        ('lang = "id"', 1),
        ('colour = "red"', 2),
        ("ignore = 3", 2),
        ("ignore = [", 2),
    ],
)
def test_settings_of_the_project(here, table, code):
    (here / "pyproject.toml").write_text(f"[tool.smartscore.check]\n{table}\n")
    (here / "tiny.yaml").write_text(RUBRIC + "colour: red\n")
    (here / "deep").mkdir()
    done = run("tiny.yaml")
    assert done.exit_code == code, done.output
    if "lang" in table:
        assert "tidak dikenal" in done.stdout


def test_the_command_line_overrides_the_project(here):
    (here / "pyproject.toml").write_text('[tool.smartscore.check]\nignore = ["S102"]\n')
    (here / "tiny.yaml").write_text(RUBRIC + "colour: red\n")
    assert run("tiny.yaml", "--ignore", "R").exit_code == 1


IGNORES = [
    ("colour: red  # smartscore: ignore[S102] ours\n", []),
    ("# smartscore: ignore[S102] ours\ncolour: red\n", []),
    ("# smartscore: ignore[S] ours\n# and more\n\ncolour: red\n", []),
    ("# smartscore: ignore[S102]\ncolour:\n  - a\ncolor: red\n", ["S102"]),
    ("# smartscore: ignore[S103]\ncolour: red\n", ["S102", "Y205"]),
    ("colour: red  # smartscore: ignore[S102, R201]\n", ["Y205"]),
    ("colour: red  # smartscore: ignore\n", ["S102", "Y206"]),
    ("colour: red  # smartscore: ignore[all]\n", ["S102", "Y206"]),
    ('colour: "# smartscore: ignore[S102]"\n', ["S102"]),
]


@pytest.mark.parametrize(("text", "left"), IGNORES)
def test_comments_that_ignore(here, text, left):
    (here / "tiny.yaml").write_text(RUBRIC + text)
    assert sorted(codes("tiny.yaml")) == left


def test_a_comment_above_a_node_is_about_all_of_it(here):
    text = RUBRIC.replace(
        "      - code: first\n", "      # smartscore: ignore[R204]\n      - code: first\n"
    )
    (here / "tiny.yaml").write_text(text.replace("          3: A dated", "          1.0: A dated"))
    assert "R204" not in codes("tiny.yaml")


MENDS = [
    ("title: Tiny", "title: no", 'title: "no"'),
    ("title: Tiny", "titel: Tiny", "title: Tiny"),
    ("          - cite: book", "          - cite: bok", "          - cite: book"),
    ("levels:", "level:", "levels:"),
    (
        HEAD + "smartscore",
        "smartscore",
        "# yaml-language-server: $schema=schemas/rubric.json\nsmartscore",
    ),
]


@pytest.mark.parametrize(("good", "bad", "mended"), MENDS)
def test_what_has_one_safe_answer_is_mended(here, good, bad, mended):
    (here / "schemas").mkdir()
    (here / "schemas" / "rubric.json").write_text("{}")
    text = RUBRIC.replace(good, bad, 1)
    (here / "tiny.yaml").write_text(text)
    assert run("tiny.yaml", "--diff").exit_code == 1
    assert (here / "tiny.yaml").read_text() == text
    done = run("tiny.yaml", "--fix")
    assert done.exit_code == 0, done.stdout
    assert done.stdout == "1 checked: no problems. 1 mended.\n"
    assert (here / "tiny.yaml").read_text() == RUBRIC.replace(good, mended, 1)
    assert run("tiny.yaml", "--diff").exit_code == 0


ORDER = """\
# yaml-language-server: $schema=rubric.json
code: tiny   # the code
smartscore: rubric/1

# about the title
title: >-
  Tiny
  indeed
version: 1.0.0

dimensions:
  - title: Only

    # the code of it
    code: only
    indicators:
      - {title: First, code: first, levels: {1: a b, 3: c d}}
scale: [{points: 1, label: One}, {points: 3, label: Three}]
# the end
"""
ORDERED = """\
# yaml-language-server: $schema=rubric.json
smartscore: rubric/1
code: tiny   # the code

version: 1.0.0
# about the title
title: >-
  Tiny
  indeed

scale: [{points: 1, label: One}, {points: 3, label: Three}]
dimensions:
  - title: Only

    # the code of it
    code: only
    indicators:
      - {title: First, code: first, levels: {1: a b, 3: c d}}
# the end
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_keys_are_put_in_order_and_comments_go_along(here, end):
    (here / "tiny.yaml").write_bytes(ORDER.replace("\n", end).encode())
    run("tiny.yaml", "--fix")
    assert (here / "tiny.yaml").read_bytes() == ORDERED.replace("\n", end).encode()


def test_items_of_lists_are_put_in_order(here):
    text = RUBRIC.replace("  - code: only\n    title: Only\n", "  - title: Only\n    code: only\n")
    (here / "tiny.yaml").write_text(text)
    assert run("tiny.yaml", "--fix").exit_code == 0
    assert (here / "tiny.yaml").read_text() == RUBRIC


def test_a_byte_order_mark_stays(here):
    (here / "tiny.yaml").write_bytes(b"\xef\xbb\xbf" + RUBRIC.replace("Tiny", "no").encode())
    run("tiny.yaml", "--fix")
    assert (here / "tiny.yaml").read_bytes().startswith(b"\xef\xbb\xbf# yaml")


def test_standard_input_is_printed_mended(here):
    done = run("-", "--fix", input=RUBRIC.replace("Tiny", "no"))
    assert done.stdout.startswith(HEAD)
    assert 'title: "no"' in done.stdout
    assert "1 mended" in done.stderr


def test_many_files_on_all_processors_come_in_the_same_order(here):
    for n in range(40):
        (here / f"r{n:02}.yaml").write_text(
            RUBRIC.replace("code: tiny", f"code: t{n}") + "colour: 1\n"
        )
    done = run(".", "--output-format", "concise")
    lines = done.stdout.split("\n")[:40]
    assert lines == sorted(lines)
    assert len({line.split(":")[0] for line in lines}) == 40


QUOTED = """\
# yaml-language-server: $schema=assessment.json
smartscore: assessment/1
rubrics: [./tiny.yaml]
subject: {name: Somewhere}
date: 2021-07-12
references:
  - {id: plan, type: report, file: plan.md}
  - {id: talk, type: speech}
ratings:
  tiny:
    first:
      level: 3
      because: It is there.
      evidence:
        - {cite: plan, at: p. 1, quote: "QUOTE", shows: The register.}
        - {cite: talk, at: minute 3, shows: It was shown.}
"""


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("a dated register of roads", []),
        ("A DATED   register", []),
        ("every road in the regency", []),
        ("a dated register of bridges", ["A401"]),
    ],
)
def test_quotes_are_looked_up(here, quote, found):
    (here / "plan.md").write_text(
        "There is a dated reg-\nister of roads,\nevery road in the\nregency.\n"
    )
    (here / "place.yaml").write_text(QUOTED.replace("QUOTE", quote))
    assert codes("place.yaml") == found


def test_a_source_that_is_not_there(here):
    (here / "place.yaml").write_text(QUOTED.replace("QUOTE", "x"))
    assert codes("place.yaml") == ["A403"]


def test_a_quote_from_a_pdf(here):
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(here / "plan.pdf")
    (here / "place.yaml").write_text(QUOTED.replace("QUOTE", "x y").replace("plan.md", "plan.pdf"))
    assert codes("place.yaml") == ["A413"]
    (here / "plan.pdf").write_bytes(b"%PDF-1.4 broken")
    assert codes("place.yaml") == ["A403"]


FORMATS = ["full", "concise", "json", "github", "gitlab", "sarif", "junit"]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("order", [["missing.yaml", "bad.yaml"], ["bad.yaml", "missing.yaml"]])
def test_a_file_that_is_not_there_hides_no_problem_of_the_others(here, name, order):
    (here / "bad.yaml").write_text(RUBRIC + "colour: red\n")
    done = run(*order, "--output-format", name)
    assert done.exit_code == 2
    assert "S102" in done.stdout
    assert "missing.yaml" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("where", [["."], ["link.yaml"], ["sub", "link.yaml"]])
def test_a_link_that_leads_nowhere_counts_as_nothing_fine(here, name, where):
    (here / "sub").mkdir()
    (here / "link.yaml").symlink_to("nowhere.yaml")
    done = run(*where, "--output-format", name)
    assert done.exit_code == 2
    assert "no problems" not in done.stdout
    expected = {
        "full": "1 can't be read",
        "concise": "1 can't be read",
        "json": '"reason": "missing"',
        "github": "::error file=link.yaml,title=smartscore::link.yaml: can't be read",
        "gitlab": '"severity": "critical"',
        "sarif": '"executionSuccessful": false',
        "junit": "<error message=\"link.yaml: can't be read",
    }
    assert expected[name] in done.stdout
    if name == "junit":
        assert 'errors="1"' in done.stdout


def test_a_folder_that_can_not_be_searched_hides_nothing(here, monkeypatch):
    (here / "bad.yaml").write_text(RUBRIC + "colour: red\n")
    walk = os.walk

    def half(folder, onerror):
        onerror(PermissionError(13, "Permission denied", "sub"))
        yield from walk(folder)

    monkeypatch.setattr("smartscore.read.check_many.os.walk", half)
    done = run(".", "--output-format", "concise")
    assert done.exit_code == 2
    assert "S102" in done.stdout
    assert "sub" in done.stderr


def test_assess_and_test_tell_both_too(here):
    (here / "bad.yaml").write_text(RUBRIC + "colour: red\n")
    (here / "cases.yaml").write_text("smartscore: cases/1\nrubric: nowhere\ncases: []\n")
    for arguments, code in (
        (["assess", "missing.yaml", "bad.yaml"], "S116"),
        (["report", "missing.yaml", "bad.yaml"], "S116"),
        (["test", "missing.yaml", "cases.yaml"], "S110"),
    ):
        done = CliRunner().invoke(app, arguments)
        assert done.exit_code == 2
        assert code in done.stderr
        assert "missing.yaml" in done.stderr


def test_settings_that_came_with_the_files_can_be_left_out_and_what_they_hide_is_counted(here):
    (here / "pyproject.toml").write_text('[tool.smartscore.check]\nignore = ["A", "S", "R", "Y"]\n')
    (here / "bad.yaml").write_text(RUBRIC.replace("title:", "titel:", 1))
    hidden = run("bad.yaml")
    assert hidden.exit_code == 0
    assert re.search(r"Left out by `select` or `ignore`: [1-9]", hidden.output)
    told = run("bad.yaml", "--no-settings")
    assert told.exit_code == 1
    assert "Left out" not in told.output


def test_a_link_to_a_folder_is_not_followed_and_said(here):
    (here / "elsewhere").mkdir()
    (here / "elsewhere" / "bad.yaml").write_text("smartscore: rubric/1\n")
    (here / "in").mkdir()
    (here / "in" / "good.yaml").write_text(RUBRIC)
    (here / "in" / "more").symlink_to("../elsewhere", target_is_directory=True)
    done = run("in", "--output-format", "concise")
    assert "in/more: this link to a folder is not followed" in done.output
    assert "bad.yaml" not in done.output


TURN = "\u202e"


def of_turns(here: Path) -> Path:
    """A file with a line to mend beside one that turns round."""
    path = here / "turned.yaml"
    text = RUBRIC.replace("title: Tiny", "title: no").replace("What it measures.", f"a{TURN}b")
    path.write_text(text, encoding="utf-8", newline="\r\n")
    return path


def test_a_patch_that_is_printed_turns_nothing_round_and_says_so(here):
    path = of_turns(here)
    done = run(path.name, "--diff")
    assert done.exit_code == 1
    assert TURN not in done.stdout + done.stderr
    assert "a\ufffdb" in done.stdout
    assert b"\r\n" in done.stdout_bytes
    assert "--output-file" in done.stderr


def test_a_patch_in_a_file_is_exact(here):
    path = of_turns(here)
    done = run(path.name, "--diff", "--output-file", "mend.patch")
    assert (done.exit_code, done.stdout, done.stderr) == (1, "", "")
    patch = (here / "mend.patch").read_bytes()
    assert TURN.encode() in patch
    with (here / "sent.patch").open("wb") as sent:
        subprocess.run(
            [sys.executable, "-m", "smartscore", "check", path.name, "--diff"],
            stdout=sent,
            cwd=here,
            check=False,
        )
    assert (here / "sent.patch").read_bytes() == patch


@pytest.mark.parametrize("language", ["en", "id"])
def test_no_line_about_a_problem_is_wider_than_a_terminal(here, language):
    long = "sub-folder-with-a-name-that-is-long/" * 2
    (here / long).mkdir(parents=True)
    for name in ("tiny.yaml", f"{long}tiny.yaml"):
        text = RUBRIC.replace("title: Tiny", f"title: Tiny\n{'x' * 90}: 1\nabuot: {'y ' * 90}")
        (here / name).write_text(text)
        lines = run(name, "--lang", language).stdout.splitlines()
        assert [line for line in lines if f"{name}:" in line]
        for line in lines:
            assert len(line) <= max(80, len(f"{name}:00:00: S102"))
        told = run(name, "--lang", language, "--output-format", "concise").stdout.splitlines()
        unwrapped = "".join("".join(lines).split())
        assert all("".join(sentence.split()) in unwrapped for sentence in told)
        assert all(line.startswith(f"{name}:") for line in told[:-1])


def test_the_language_is_that_of_the_files_where_nothing_else_says_one(here):
    (here / "id.yaml").write_text("smartscore: assessment/1\nlanguage: id  # kantor\n")
    (here / "en.yaml").write_text('smartscore: assessment/1\n"language": "en"\n')
    (here / "none.yaml").write_text("smartscore: assessment/1\n# language: id\n")

    def told(*arguments: str, **more: object) -> str:
        return run("--statistics", *arguments, **more).stdout

    assert "galat" in told("id.yaml")
    assert "galat" in told("id.yaml", "none.yaml")
    assert "galat" in told("-", input="smartscore: assessment/1\nlanguage: id\r\n")
    for arguments in (["en.yaml"], ["none.yaml"], ["id.yaml", "en.yaml"], ["."]):
        assert "error" in told(*arguments)
    (here / "en.yaml").unlink()
    assert "galat" in told()
    assert "error" in told("--lang", "en")
    assert "error" in told(env={"SMARTSCORE_LANG": "en"})
    (here / "pyproject.toml").write_text('[tool.smartscore.check]\nlang = "en"\n')
    assert "error" in told()
