"""Names of files and texts in them, which are anybody's: they act on no terminal and no runner."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from smartscore.reports.inert import UNSEEN, inert, inert_as
from smartscore.text.naming import shown
from tests.building import ASSESSMENT, RUBRIC
from tests.fuzz.oracles import STEERS, obeyed

ODD = "x\x1b]0;t\x07\n::add-mask::hunter\u202e ##[add-mask]y ##vso[task.x]z"
TEXTS = ["::add-mask::hunter", "##[add-mask]hunter", "##vso[task.setvariable]x", "a ##[error]b"]
POSIX = pytest.mark.skipif(os.name != "posix", reason="such names are not possible")


def process(
    *arguments: str, ci: bool = True, data: bytes = b""
) -> subprocess.CompletedProcess[str]:
    env = {k: v for k, v in os.environ.items() if k not in ("CI", "GITHUB_ACTIONS")}
    done = subprocess.run(
        [sys.executable, "-m", "smartscore", *arguments],
        input=data,
        capture_output=True,
        env={**env, **({"GITHUB_ACTIONS": "true"} if ci else {}), "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    out, errors = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    assert "Traceback" not in errors, errors
    return subprocess.CompletedProcess(done.args, done.returncode, out, errors)


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which every name and every text tries to act."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ODD).mkdir()
    rubric = re.sub(r"(?m)^title: .*$", f"title: {json.dumps(TEXTS[0])}", RUBRIC)
    (tmp_path / ODD / "tiny.yaml").write_text(rubric)
    text = re.sub(r"(?m)^( *name:) .*$", rf"\1 {json.dumps(TEXTS[1])}", ASSESSMENT)
    text = re.sub(r"\{name: [^}]*\}", f"{{name: {json.dumps(TEXTS[1])}}}", text)
    text = re.sub(r"(?m)^rubrics: .*$", "rubrics: [tiny@1]", text)
    (tmp_path / f"{ODD}.yaml").write_text(text)
    (tmp_path / f"{ODD}.mend.yaml").write_text(rubric.replace("title:", "titel:", 1))
    (tmp_path / f"{ODD}.bad.yaml").write_text(
        text + '"::add-mask::k ##[error]": 1\n' + json.dumps(TEXTS[2]) + ": 2\n"
    )
    (tmp_path / f"{ODD}.broken.yaml").write_text("a: [1\n")
    (tmp_path / f"{ODD}.md").write_text(f"<!-- smartscore: value {TEXTS[1]} x.yaml y -->\n")
    return tmp_path


FILE, BAD, BROKEN, FOLDER = f"{ODD}.yaml", f"{ODD}.bad.yaml", f"{ODD}.broken.yaml", ODD
SHELF = ["--rubrics", ODD]
COMMANDS = [
    *(["assess", FILE, *SHELF, "--format", kind] for kind in ("terminal", "json", "markdown")),
    ["assess", BAD, *SHELF],
    ["assess", BROKEN],
    ["assess", ODD + ".nowhere"],
    ["assess", FILE, *SHELF, "-o", ODD],
    ["assess", FILE, *SHELF, "--rubric", ODD],
    *(
        ["check", ".", FILE, BAD, BROKEN, ODD, "--output-format", kind, *SHELF]
        for kind in ("full", "concise", "json", "github", "gitlab", "sarif", "junit")
    ),
    ["check", f"{ODD}.mend.yaml", "--diff"],
    ["check", ODD + ".nowhere"],
    ["check", "--select", ODD],
    ["explain", FILE, *SHELF],
    ["explain", FILE, ODD, *SHELF],
    *(["report", FILE, *SHELF, "--format", kind] for kind in ("md", "html", "csv", "json")),
    ["report", FILE, *SHELF, "-o", ODD + ".nothing"],
    ["report", FILE, *SHELF, "--template", FILE],
    *(["rubrics", "list", *SHELF, "--format", kind] for kind in ("terminal", "json")),
    *(["rubrics", "show", f"{ODD}/tiny.yaml", "--format", k] for k in ("terminal", "markdown")),
    ["rubrics", "show", f"{ODD}/tiny.yaml", "--format", "json"],
    ["rubrics", "show", ODD],
    ["rubrics", "diff", f"{ODD}/tiny.yaml", f"{ODD}/tiny.yaml"],
    ["rule", ODD],
    ["new", "assessment", ODD + ".new.yaml", "--rubric", "tiny", *SHELF],
    ["new", "assessment", "-", "--rubric", "tiny", "--subject", TEXTS[0], *SHELF],
    ["new", "assessment", FILE, "--update", "--rubric", "tiny", *SHELF],
    ["new", "assessment", "x.yaml", "--rubric", ODD],
    ["new", "rubric", ODD + ".rubric.yaml"],
    ["new", "rubric", FILE],
    ["convert", FILE, ODD + ".xlsx", *SHELF],
    ["convert", FILE, ODD],
    ["test", FILE, *SHELF],
    ["weave", f"{ODD}.md"],
    ["weave", "--check", f"{ODD}.md"],
    ["weave", ODD],
    [ODD],
    ["check", f"--{ODD}"],
    ["check", "--fail-on", ODD],
    ["report", "--start", ODD, FILE],
]


@POSIX
@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: " ".join(c).replace(ODD, "ODD"))
def test_no_command_acts(hostile, command):
    done = process(*command)
    assert done.stdout + done.stderr
    github = "github" in command
    told = (
        re.sub(r"(?m)^::(error|warning|notice) file=", "", done.stdout) if github else done.stdout
    )
    assert not obeyed(told + "\n" + done.stderr)
    outside = process(*command, ci=False)
    for text in (done.stdout, done.stderr, outside.stdout, outside.stderr):
        assert not STEERS.search(text)
    assert ("\n::" in outside.stderr) is False


@POSIX
def test_the_documents_among_them_are_made(hostile, monkeypatch, capsys):
    from smartscore.cli import run

    for command in COMMANDS:
        if "--format" in command and FOLDER not in command[:3]:
            monkeypatch.setattr(sys, "argv", ["smartscore", *command])
            assert run() == 0
            assert "add-mask" in capsys.readouterr().out


@POSIX
def test_a_name_can_be_found_by_what_is_shown(hostile):
    assert "x\\x1b]0;t\\x07\\n::add-mask::hunter\\u202e" in process("weave", f"{ODD}.md").stderr
    undecodable = os.fsdecode(b"caf\xe9.yaml")
    (hostile / undecodable).write_text("a: [1\n")
    assert "caf\\xe9.yaml:" in process("check", undecodable).stdout


@pytest.mark.parametrize("form", ["json", "sarif", "gitlab"])
def test_json_says_the_same(form):
    data = {"a": TEXTS, "b": "\n::add-mask::x", '"##[': ["\\##[error]"]}
    text = inert_as(form, json.dumps(data, indent=1))
    assert json.loads(text) == data
    assert not obeyed(text)


def test_markup_says_the_same():
    text = "<a b='##[error]c'>\n  ::add-mask::x\n###[d] ##vso[e</a>"
    safe = inert_as("junit", text)
    assert not obeyed(safe)
    before, after = ElementTree.fromstring(text), ElementTree.fromstring(safe)
    assert (after.text, after.attrib) == (before.text, before.attrib)


@pytest.mark.parametrize(
    "line",
    [
        *TEXTS,
        "\t ::set-output name=a::b",
        "\u3000::error::x",
        "\x1b[1m::error::x",
        "a\r::error::x",
        "a\x0b::error::x",
        "a\u2028 ::error::x",
        "####[x",
        "##vso[x ##[y",
        "##teamcity[buildStatus]",
        "section_start:1:x",
        "a section_end:1:x",
        ":::::",
        "::",
    ],
)
def test_inert(line):
    safe = inert(f"a\n{line}\nb")
    assert not obeyed(safe)
    assert safe.replace(UNSEEN, "") == f"a\n{line}\nb"
    assert inert(safe) == safe


def test_what_is_no_command_stays():
    for text in ("a::b", "x ::error::", "## [1]", "#[a]", "a\n:b", "## heading\n[x]"):
        assert inert(text) == text


def test_a_document_into_a_file_is_exact_and_a_mark_in_the_log_is_told(hostile):
    command = ["report", FILE, *SHELF, "--format", "csv"]
    shown_in_log = process(*command)
    with (hostile / "out.csv").open("wb") as file:
        subprocess.run(
            [sys.executable, "-m", "smartscore", *command],
            stdout=file,
            env={**os.environ, "GITHUB_ACTIONS": "true"},
            check=False,
        )
    exact = (hostile / "out.csv").read_text(encoding="utf-8")
    assert UNSEEN not in exact
    assert shown_in_log.stdout.replace(UNSEEN, "").split() == exact.split()
    assert UNSEEN in shown_in_log.stdout
    assert "U+200B" in shown_in_log.stderr
    assert process(*command, ci=False).stdout.split() == exact.split()


@pytest.mark.parametrize("variable", ["CI", "GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD"])
@pytest.mark.parametrize(("value", "marked"), [("true", True), ("1", True), ("false", False)])
def test_which_variables_tell_of_a_runner(monkeypatch, capsys, variable, value, marked):
    from smartscore.cli import streams

    for name in streams._RUNNERS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(variable, value)
    streams.tell("::error::x\n")
    assert (capsys.readouterr().err == f"{UNSEEN}::error::x\n") is marked


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("town.yaml", "town.yaml"),
        ("Kabupaten Sumenep (2).yaml", "Kabupaten Sumenep (2).yaml"),
        ("naïve 城.yaml", "naïve 城.yaml"),
        ("a\tb", "a\\tb"),
        ("a\rb", "a\\rb"),
        ("\ufeffa", "\\ufeffa"),
        ("a\u200bb", "a\\u200bb"),
        ("a\u2066b", "a\\u2066b"),
        ("a\xa0b", "a\\u00a0b"),
        ("a\x85b", "a\\u0085b"),
        ("a\U000e0041b", "a\\U000e0041b"),
        ("\ud83d", "\\ud83d"),
        ("a\udc80", "a\\x80"),
        (" a", "\\x20a"),
        ("a   b", "a \\x20\\x20b"),
    ],
)
def test_shown(name, told):
    assert shown(name) == told
    assert shown(told) == told


def test_nothing_prints_but_streams():
    """All that a command says goes through `cli/streams.py`, where a runner is thought of."""
    home = Path(streams_file()).parents[1]
    allowed = {"cli/streams.py", "__main__.py"}
    wrong = [
        f"{path.relative_to(home)}: {line.strip()}"
        for path in home.rglob("*.py")
        if path.relative_to(home).as_posix() not in allowed
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(
            r"(?<!>>> )\b(typer\.|click\.|_?)echo\(|(?<![>.\w] )\bprint\(|std(out|err)\.write", line
        )
        and ">>>" not in line
        and "console.print" not in line
    ]
    assert not wrong


def streams_file() -> str:
    from smartscore.cli import streams

    return streams.__file__
