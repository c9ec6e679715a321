"""What a command imports, which is what its start costs. The times are in docs/performance.md."""

import subprocess
import sys

import pytest

WORKBOOKS = {"xlsxwriter", "xml"}
HEAVY = {"pydantic", "pydantic_core", "rich", "jinja2", "yaml", "typer"} | WORKBOOKS


def modules(*arguments: str) -> set[str]:
    command = [sys.executable, "-X", "importtime", "-m", "smartscore", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return {line.rsplit("|", 1)[-1].strip() for line in done.stderr.split("\n") if "|" in line}


@pytest.mark.parametrize(
    ("arguments", "allowed"),
    [
        (["--version"], set()),
        (["--help"], {"typer"}),
        (["assess", "--help"], {"typer", "pydantic", "pydantic_core"}),
        (["check", "--help"], {"typer", "pydantic", "pydantic_core"}),
        (["schema", "--help"], {"typer", "pydantic", "pydantic_core"}),
        (["rule", "--help"], {"typer", "pydantic", "pydantic_core"}),
        (["new", "assessment", "--help"], {"typer", "pydantic", "pydantic_core"}),
        (["convert", "--help"], {"typer", "pydantic", "pydantic_core"}),
        (["assess", "nowhere.yaml"], HEAVY - {"rich", "jinja2"} - WORKBOOKS),
        (["assess", "examples/sumenep.yaml"], HEAVY - {"jinja2"} - WORKBOOKS),
        (["assess", "examples/sumenep.yaml", "--format", "json"], HEAVY - {"rich", "jinja2"}),
    ],
)
def test_nothing_heavy_that_is_not_needed(in_root, arguments, allowed):
    found = {name.split(".")[0] for name in modules(*arguments)}
    assert "smartscore" in found
    assert found & HEAVY <= allowed


def test_the_terminal_takes_only_the_width_of_characters_from_rich(in_root):
    found = modules("assess", "examples/sumenep.yaml")
    assert "rich.cells" in found
    assert not {"rich.console", "rich.table", "rich.text", "rich.style"} & found


def test_importing_the_package_costs_nothing():
    script = (
        "import sys, smartscore; print(sorted(m for m in sys.modules if m.startswith('smarts')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "['smartscore']\n"


def test_the_public_names_load_when_they_are_used():
    import smartscore

    for name in smartscore.__all__:
        assert getattr(smartscore, name) is not None
    with pytest.raises(AttributeError):
        smartscore.nothing  # noqa: B018
