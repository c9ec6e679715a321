"""What commands print fits the terminal, in both languages, and is coloured where it is seen."""

import re
from pathlib import Path

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner

from smartscore.cli import app

ROOT = Path(__file__).parent.parent
LINES = [
    "agree one.yaml two.yaml",
    "assess examples/sumenep.yaml --detail",
    "assess examples/sumenep.yaml examples/blitar.yaml",
    "check faulty.yaml --all",
    "compare examples/sumenep.yaml examples/blitar.yaml --rubric indrajit",
    "compare examples/villages.csv --rubric smart-village --draws 100",
    "diff examples/sumenep.yaml examples/sumenep-2024.yaml",
    "evidence examples/plan.md --rubric smart-village",
    "evidence examples/plan.md --rubric smart-village --coverage",
    "explain examples/sumenep.yaml indrajit",
    "merge one.yaml two.yaml -o merged.yaml --force",
    "plan examples/sumenep.yaml --rubric readiness-analyses --target 40",
    "robustness examples/sumenep.yaml --rubric readiness-analyses --draws 100",
    "rubrics diff indrajit@1 indrajit",
    "rubrics list",
    "rubrics show masterplan-readiness --levels",
    "rule",
    "rule A",
    "test rubrics/cases/idm.yaml",
]
CODE = ("rule", "check")
"""Commands that show lines of files, which are never broken."""


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("widths")
    for name in ("examples", "rubrics"):
        (folder / name).symlink_to(ROOT / name)
    sumenep = (ROOT / "examples" / "sumenep.yaml").read_text(encoding="utf-8")
    for name in ("one", "two"):
        (folder / f"{name}.yaml").write_text(sumenep, encoding="utf-8")
    faulty = sumenep.replace("level: 2", "level: 9").replace("cite:", "cites:", 1)
    (folder / "faulty.yaml").write_text(faulty, encoding="utf-8")
    return folder


def printed(line: str, language: str, **environment: str) -> str:
    said = CliRunner().invoke(
        app, line.split(), env={"SMARTSCORE_LANG": language, **environment}, color=True
    )
    assert said.exit_code in (0, 1), said.output
    return said.stdout + said.stderr


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize(("language", "columns"), [("id", 80), ("en", 40)])
def test_no_line_is_longer_than_the_terminal(here, monkeypatch, line, language, columns):
    """A word alone, such as an address, may be; so may what stands in a file."""
    monkeypatch.chdir(here)
    for shown in printed(line, language, COLUMNS=str(columns)).split("\n"):
        text = shown.lstrip("│├└─ ·-|=0123456789")
        alone = " " not in text.strip()
        quoted = line.split()[0] in CODE and shown.startswith("    ")
        assert cell_len(shown) <= columns or alone or quoted, shown


@pytest.mark.parametrize(
    ("line", "coloured"),
    [
        ("check faulty.yaml", r"\x1b\[1;31m[AS]\d{3}"),
        ("explain examples/sumenep.yaml indrajit", r"\x1b\[1m.*indrajit"),
        ("rule R207", r"\x1b\[1mR207"),
        ("rule R", r"\x1b\[33mwarning"),
        ("rubrics list", r"\x1b\[36mindrajit"),
        ("rubrics show indrajit", r"\x1b\[1m"),
        ("rubrics diff indrajit@1 indrajit", r"\x1b\[1m"),
    ],
)
def test_colour_is_there_where_it_is_seen_and_says_nothing_alone(here, monkeypatch, line, coloured):
    monkeypatch.chdir(here)
    plain = printed(line, "en", NO_COLOR="1")
    seen = printed(line, "en", FORCE_COLOR="1")
    assert "\x1b" not in plain
    assert re.search(coloured, seen)
    assert re.sub(r"\x1b\[[0-9;]*m", "", seen) == plain
