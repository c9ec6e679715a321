"""Every command that a document shows is run, and its output is what the page shows."""

import re

import pytest
import typer

from smartscore import cli
from tests.conftest import ROOT
from tests.shown.pages import fits, renewed, rewritten, walk
from tests.shown.reading import SHELLS, Block, steps
from tests.shown.shells import Shell
from tests.tools import program

PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (*ROOT.glob("README*.md"), *ROOT.glob("docs/**/*.md"))
)
TEXTS = {name: (ROOT / name).read_text(encoding="utf-8") for name in PAGES}
SHOWING = [
    name
    for name, text in TEXTS.items()
    if any(isinstance(step, Block) and step.language in SHELLS for step in steps(text))
]


@pytest.mark.parametrize("name", SHOWING)
def test_a_page_holds(name, tmp_path, request):
    text = TEXTS[name]
    if "pandoc" in text or ".docx" in text:
        program("pandoc")
    faults = walk(text, tmp_path)
    if faults and request.config.getoption("--update-golden"):
        (ROOT / name).write_text(rewritten(text, faults), encoding="utf-8", newline="\n")
        (tmp_path / "again").mkdir()
        faults = walk((ROOT / name).read_text(encoding="utf-8"), tmp_path / "again")
    told = "\n".join(map(str, faults))
    assert not faults, f"{told}\nif the change is meant: --update-golden, and read the page"


def _shown() -> list[tuple[str, str]]:
    """Commands of smartscore on all pages: those in blocks, and those inside sentences."""
    found = []
    for name, text in TEXTS.items():
        for step in steps(text):
            if isinstance(step, Block) and step.language in SHELLS:
                found += [(name, command.text) for command in step.commands()]
        plain = re.sub(r"^\s*```.*?^\s*```", "", text, flags=re.MULTILINE | re.DOTALL)
        found += [(name, code) for code in re.findall(r"`(smartscore [^`\n]+)`", plain)]
    return found


def _unknown(command: str) -> list[str]:
    """The commands and options of a line that smartscore has not got."""
    told = []
    for call in re.findall(r"(?:^|[|&;] *|\bsmartscore/)(?:\S+/)?smartscore ([^|&;>#]*)", command):
        words = call.replace("\\", " ").split()
        at = typer.main.get_command(cli.app)
        while words and (commands := getattr(at, "commands", {})):
            name = words[0].removeprefix("--")  # `new --example` is a command, too
            if name not in commands and words[0].startswith("-"):
                break
            del words[0]
            if name.isupper():  # COMMAND stands for any
                break
            if name not in commands:
                told.append(name)
                break
            at = commands[name]
        known = {option for each in at.params for option in each.opts}
        known |= {"-h", "--help"}
        known |= {option for each in at.params for option in each.secondary_opts}
        options = [re.split("[=,.)]", word.strip("[]'\""))[0] for word in words]
        told += [x for x in options if re.fullmatch(r"--?[a-z][\w-]*", x) and x not in known]
    return told


def test_every_command_that_a_page_names_has_these_options():
    wrong = [(name, command) for name, command in _shown() if _unknown(command)]
    assert not wrong
    assert len(_shown()) > 100


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("smartscore asses x.yaml", ["asses"]),
        ("smartscore assess x.yaml --colour red -q", ["--colour", "-q"]),
        (".venv/bin/smartscore new assessments x.yaml", ["assessments"]),
        ("cd x && smartscore check --lang=id --fixx", ["--fixx"]),
        ("smartscore assess x.yaml --format json | jq --raw", []),
        ("smartscore COMMAND --help", []),
        ("smartscore new --example sumenep --lang id --fast", ["--fast"]),
        ("smartscore new rubric own.yaml  # --nothing", []),
    ],
)
def test_what_is_no_command_or_option_is_found(command, told):
    assert _unknown(command) == told


@pytest.mark.parametrize("name", PAGES)
def test_a_command_stands_in_a_block_that_is_run(name):
    for step in steps(TEXTS[name]):
        if isinstance(step, Block) and step.language not in SHELLS:
            assert step.language not in ("bash", "shell", "zsh", "fish", "powershell"), step.line
            assert not [x for x in step.lines if re.match(r"\$ |smartscore [a-z]", x)], step.line


PAGE = """\
<!-- save: names.txt -->
```text
one
two
```

```console
$ cat names.txt
one
...
$ smartscore rule R2077
smartscore: no code R2077
$ X=1 smartscore --version > version.txt
$ ls
names.txt
```
"""


def test_what_is_not_so_is_told_and_written(tmp_path):
    faults = walk(PAGE, tmp_path)
    assert [fault.command.text for fault in faults] == ["smartscore rule R2077", "ls"]
    assert faults[0].code == 2
    page = PAGE.replace("$ X=1", "```\n\n```console\n$ X=1")
    page = page.replace("```console", "<!-- exit: 2 -->\n```console", 1)
    (tmp_path / "more").mkdir()
    new = rewritten(page, walk(page, tmp_path / "more"))
    assert "\n$ ls\nnames.txt\nversion.txt\n```\n" in new
    assert "\none\n...\n$ smartscore" in new
    (tmp_path / "again").mkdir()
    assert walk(new, tmp_path / "again") == []


def test_a_part_of_a_file_is_put_in_its_place(tmp_path):
    page = """\
<!-- save: a.yaml -->
```yaml
x:
  a:
    one: 1
    # about b
  b: 2  # two
```
<!-- put: a.yaml -->
```yaml
  a:
    one: [2]
    two: 3
```
<!-- put: a.yaml above x: -->
```yaml
w: 0
```
```console
$ cat a.yaml
w: 0
x:
  a:
    one: [2]
    two: 3
    # about b
  b: 2  # two
```
"""
    assert walk(page, tmp_path) == []
    (tmp_path / "again").mkdir()
    with pytest.raises(ValueError, match="stands 0 times"):
        walk(page.replace("  a:\n    one: [2]", "  c:\n    one: [2]", 1), tmp_path / "again")


def test_a_real_shell_does_what_this_process_does(tmp_path):
    installed = Shell(tmp_path, ROOT / "no" / "smartscore")
    assert installed.run("echo a; false") == (1, "a\n")
    ours = Shell(tmp_path)
    assert ours.run("export SMARTSCORE_LANG=id") == (0, "")
    code, told = ours.run("smartscore rule R2077  # no such code")
    assert (code, "R2077" in told) == (2, True)
    assert ours.run("echo $SMARTSCORE_LANG") == (0, "id\n")


def test_folders_are_fresh_and_hold_what_they_say(tmp_path):
    page = "<!-- folder: examples/plan.md as a/b.md -->\n```sh\nmv a c\n```\n"
    page += "<!-- folder: rubrics/cases -->\n```console\n$ ls\nrubrics\n```\n"
    assert walk(page, tmp_path) == []


def test_comments_that_lead_nowhere_are_faults():
    with pytest.raises(ValueError, match="no block follows"):
        list(steps("<!-- exit: 1 -->\n\nNo block.\n"))
    with pytest.raises(ValueError, match="without an end"):
        list(steps("```sh\nls\n"))
    with pytest.raises(ValueError, match="begins with"):
        next(iter(steps("```console\nls\n```\n"))).commands()  # type: ignore[union-attr]


def test_what_is_not_run_is_not_run(tmp_path):
    page = "<!-- not run: it would be -->\n```sh\nfalse\n```\n"
    assert walk(page, tmp_path) == []
    (tmp_path / "again").mkdir()
    assert len(walk(page.split("-->\n")[1], tmp_path / "again")) == 1


@pytest.mark.parametrize(
    ("shown", "lines", "new"),
    [
        (["a", "b"], ["a", "c"], ["a", "c"]),
        (["...", "b", "..."], ["x", "b", "y"], ["...", "b", "..."]),
        (["a", "...", "z"], ["A", "m", "z"], ["A", "...", "z"]),
        (["a", "...", "c", "d"], ["a", "m", "c", "e"], ["a", "...", "c", "e"]),
        ([], ["a"], ["a"]),
    ],
)
def test_what_is_left_out_stays_left_out(shown, lines, new):
    assert renewed(shown, lines) == new
    assert fits(new, lines)
