"""Installs a wheel as a stranger would and goes through every command, without the checkout.

    python3.13 tests/smoke.py dist/smartscore-1.1.0-py3-none-any.whl

The Python that runs this is the one that is tested; nothing but its standard library is used. The
commands run in an empty folder with an empty home and no other environment.
"""

import subprocess
import sys
import tempfile
import venv
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

WORKS: Final = """\
--version
--help
--help --lang id
new --example
new --example sumenep
new --example sumenep-2024
new --example blitar
new --example villages
new --example plan
schema assessment
check sumenep.yaml --fail-on warning
assess sumenep.yaml
assess sumenep.yaml --lang id --detail
assess sumenep.yaml --rubric indrajit --format json
explain sumenep.yaml indrajit/support
plan sumenep.yaml --rubric readiness-analyses --target 40
robustness sumenep.yaml --rubric indrajit --weights 0.25
compare sumenep.yaml blitar.yaml --rubric indrajit
diff sumenep.yaml sumenep-2024.yaml --rubric indrajit
report sumenep.yaml --rubric indrajit -o out.html
report sumenep.yaml --rubric indrajit -o out.md --lang id
report sumenep.yaml --rubric indrajit -o out.csv
report sumenep.yaml --rubric indrajit -o out.json
report sumenep.yaml --style page -o page.html
refs sumenep.yaml -o out.bib
evidence plan.md --rubric smart-village -o read.html
batch villages.csv --rubric smart-village -o scores.csv
new assessment own.yaml --rubric indrajit --date 2026-11-21
new rubric own-rubric.yaml
rule R207 --lang id
rubrics list
rubrics show indrajit --levels
rubrics diff indrajit@1 indrajit@2
test
"""
"""Lines that end with 0. After them each file that `-o` names is there and says something."""

NEEDS: Final = {
    "report sumenep.yaml --rubric indrajit -o out.docx": "pypandoc-binary",
    "report sumenep.yaml --rubric indrajit -o out.xlsx": "xlsxwriter",
    "new assessment own.xlsx --rubric indrajit --date 2026-11-21": "xlsxwriter",
    "batch villages.csv --rubric smart-village --engine dask -o out": "'dask[distributed]' pyarrow",
    "evidence plan.pdf --rubric smart-village": "pypdfium2",
}
"""Lines that a plain installation can't carry out, and what the message says to install."""


FIRST: Final = tuple(line for line in WORKS.splitlines() if line.startswith("new --example "))
"""Lines upon which others build."""

IN_TURN: Final = 2
"""So many lines are run at once."""


class Smoke:
    """A wheel in an environment of its own, an empty folder, an empty home, and what went wrong."""

    def __init__(self, folder: Path, wheel: Path) -> None:
        self.home, self.here = folder / "home", folder / "here"
        self.home.mkdir()
        self.here.mkdir()
        venv.create(folder / "venv", with_pip=True)
        programs = folder / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
        pip = [str(programs / "python"), "-m", "pip", "install", "--quiet", str(wheel.resolve())]
        subprocess.run(pip, check=True)
        self.program = str(programs / "smartscore")
        self.wrong: list[str] = []

    def run(self, line: str) -> "subprocess.CompletedProcess[str]":
        """One command, with nothing of the environment around us."""
        return subprocess.run(
            [self.program, *line.split()],
            cwd=self.here,
            env={"HOME": str(self.home), "PATH": "", "PYTHONWARNINGS": "error"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def works(self, line: str) -> None:
        """A command ends with 0, and prints something or writes its file."""
        done = self.run(line)
        output = line.partition(" -o ")[2].partition(" ")[0]
        made = self.here / output
        said = made.is_file() and made.stat().st_size if output else done.stdout
        self._hold(line, done, fine=done.returncode == 0 and bool(said))

    def needs(self, line: str) -> None:
        """A command says how what it lacks is installed."""
        done = self.run(line)
        said = " ".join((done.stdout + done.stderr).split())
        self._hold(line, done, fine=f"-m pip install {NEEDS[line]}`" in said)

    def _hold(self, line: str, done: "subprocess.CompletedProcess[str]", *, fine: bool) -> None:
        if not fine or "Traceback" in done.stderr:
            self.wrong.append(line)
            print(f"smartscore {line}: {done.returncode}\n{done.stdout[-300:]}\n{done.stderr}")


def main(wheel: Path) -> int:
    """How many lines went wrong, each of which is printed."""
    with tempfile.TemporaryDirectory() as name:
        smoke = Smoke(Path(name).resolve(), wheel)
        (smoke.here / "plan.pdf").write_bytes(b"%PDF-1.4\n")
        with ThreadPoolExecutor(IN_TURN) as several:
            list(several.map(smoke.works, FIRST))
            list(
                several.map(smoke.works, [line for line in WORKS.splitlines() if line not in FIRST])
            )
            list(several.map(smoke.needs, NEEDS))
        if left := sorted(path.name for path in smoke.home.iterdir()):
            smoke.wrong.append(f"left in the home: {', '.join(left)}")
            print(smoke.wrong[-1])
    count = len(WORKS.splitlines()) + len(NEEDS)
    print(f"Python {sys.version.split()[0]}: {count} commands, {len(smoke.wrong)} wrong")
    return len(smoke.wrong)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
