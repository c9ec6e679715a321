"""A page from top to bottom: what is done with each step, and what it should have printed."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from tests.shown.reading import SHELLS, Block, Command, Folder, steps
from tests.shown.shells import Shell

ROOT = Path(__file__).parent.parent.parent
REST = "..."
"""A line that stands for any lines."""


@dataclass(frozen=True)
class Fault:
    """A command that did not do what its page says."""

    command: Command
    code: int
    printed: tuple[str, ...]

    def __str__(self) -> str:
        head = f"line {self.command.line + 1}: $ {self.command.text}\n"
        if self.code != self.command.exit:
            head += f"exit code {self.code}, not {self.command.exit}\n"
        return head + "".join(f"  {line}\n" for line in self.printed)


def walk(text: str, scratch: Path, program: Path | None = None) -> list[Fault]:
    """Do what a page says, in fresh folders below `scratch`; what came out otherwise."""
    faults = []
    count = 0
    shell = Shell(_fresh(scratch, count, ()), program)
    for step in steps(text):
        if isinstance(step, Folder):
            count += 1
            shell = Shell(_fresh(scratch, count, step.copies), program)
        elif "save" in step.orders:
            shell.folder.joinpath(step.orders["save"]).write_text(step.text, encoding="utf-8")
        elif "put" in step.orders:
            name, _, below = step.orders["put"].partition(" above ")
            _put(shell.folder / name, step, below)
        elif step.language in SHELLS and "not run" not in step.orders:
            for command in step.commands():
                code, printed = shell.run(command.text)
                lines = tuple(line.rstrip() for line in printed.rstrip("\n").split("\n"))
                lines = () if lines == ("",) else lines
                if code != command.exit or not fits(command.shown, lines):
                    faults.append(Fault(command, code, lines))
    return faults


def _fresh(scratch: Path, count: int, copies: Sequence[tuple[str, str]]) -> Path:
    folder = scratch / str(count)
    folder.mkdir()
    for source, target in copies:
        (folder / target).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, folder / target)
        else:
            shutil.copy(ROOT / source, folder / target)
    return folder


def _put(path: Path, block: Block, below: str) -> None:
    """Write the block above a key, or for its own first key and what is indented below that."""
    lines = path.read_text(encoding="utf-8").split("\n")
    head = (below or block.lines[0]).partition(":")[0] + ":"
    places = [i for i, line in enumerate(lines) if line.startswith(head)]
    if len(places) != 1:
        raise ValueError(
            f"line {block.line + 1}: {head!r} stands {len(places)} times in {path.name}"
        )
    start = end = places[0]
    depth = len(head) - len(head.lstrip())
    for i in range(start + 1, len(lines)):
        inner = lines[i].lstrip()
        if inner and len(lines[i]) - len(inner) <= depth:
            break
        end = i if inner and not inner.startswith("#") else end
    lines[start : start if below else end + 1] = block.lines
    path.write_text("\n".join(lines), encoding="utf-8")


def fits(shown: Sequence[str] | None, lines: Sequence[str]) -> bool:
    """Whether this is what the page shows; a page that shows nothing (`sh`) takes anything."""
    if shown is None:
        return True
    shown = [line.rstrip() for line in shown]
    if REST not in shown:
        return list(shown) == list(lines)
    at = shown.index(REST)
    if list(lines[:at]) != shown[:at]:
        return False
    return any(fits(shown[at + 1 :], lines[i:]) for i in range(at, len(lines) + 1))


def rewritten(text: str, faults: Sequence[Fault]) -> str:
    """The page with what its commands printed, and what it leaves out still left out."""
    lines = text.split("\n")
    for fault in reversed(faults):
        shown = fault.command.shown
        if shown is None or fault.code != fault.command.exit:
            continue
        new = renewed(shown, fault.printed)
        start = fault.command.start
        lines[start : start + len(shown)] = [f"{fault.command.indent}{x}".rstrip() for x in new]
    return "\n".join(lines)


def renewed(shown: Sequence[str], lines: Sequence[str]) -> list[str]:
    """What to show now: the same lines as before where they are still there, and the new ones."""
    made: list[str] = []
    matcher = SequenceMatcher(None, list(shown), list(lines), autojunk=False)
    for _, i, end, j, last in matcher.get_opcodes():
        before = shown[i:end]
        if REST not in before:
            made += lines[j:last]
            continue
        head = before.index(REST)
        tail = before[::-1].index(REST)
        made += [*lines[j : j + head], REST, *lines[max(last - tail, j + head) : last]]
    return made
