"""A page as steps: folders, files that the reader saves, commands with what they print."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

ORDERS = ("save", "put", "exit", "not run")
_ORDER = re.compile(rf"^\s*<!-- ({'|'.join(ORDERS)}):(.*)-->\s*$")
_AT_ONCE = re.compile(r"^\s*<!-- (folder|run|save): *((?:(?!-->).)*?) *(-->)?$")
_FENCE = re.compile(r"^(\s*)(```+)([\w-]*)")
SHELLS = ("console", "sh")


@dataclass(frozen=True)
class Command:
    """A command at a line of the page, counted from 0, and what is shown beneath it."""

    text: str
    line: int
    shown: tuple[str, ...] | None = None
    start: int = 0
    """The line at which what is shown begins."""
    indent: str = ""
    exit: int = 0


@dataclass(frozen=True)
class Block:
    """What stands between two fences, with what the comments above it say."""

    language: str
    line: int
    indent: str
    lines: tuple[str, ...]
    orders: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return "".join(f"{line}\n" for line in self.lines)

    def commands(self) -> list[Command]:
        """The commands of a block for a shell, those over several lines as one."""
        return list(_prompted(self) if self.language == "console" else _plain(self))


@dataclass(frozen=True)
class Folder:
    """A fresh folder with copies of these: from the top of the checkout, and under which name."""

    line: int
    copies: tuple[tuple[str, str], ...]


def steps(text: str) -> Iterator[Folder | Block]:
    """What a page asks its reader to do, from top to bottom."""
    lines = text.split("\n")
    orders: dict[str, str] = {}
    i = 0
    while i < len(lines):
        if order := _ORDER.match(lines[i]):
            orders[order[1]] = order[2].strip()
        elif order := _AT_ONCE.match(lines[i]):
            start = i
            while "-->" not in lines[i]:
                i += 1
            yield _at_once(order[1], order[2], start, tuple(lines[start + 1 : i]))
        elif "<!--" in lines[i]:
            while "-->" not in lines[i]:
                i += 1
        elif fence := _FENCE.match(lines[i]):
            indent, marks, language = fence.groups()
            start = i = i + 1
            while lines[i].strip() != marks:
                i += 1
                if i == len(lines):
                    raise ValueError(f"line {start}: a block without an end")
            inner = tuple(line.removeprefix(indent) for line in lines[start:i])
            yield Block(language, start, indent, inner, orders)
            orders = {}
        i += 1
    if orders:
        raise ValueError(f"no block follows {orders}")


def _at_once(name: str, value: str, line: int, inner: tuple[str, ...]) -> Folder | Block:
    """What a comment does by itself: a folder, a file that no reader sees, a command like that."""
    if name == "folder":
        return Folder(line, tuple(_copies(value)))
    if name == "run":
        return Block("sh", line, "", (value,))
    return Block("", line + 1, "", inner, {"save": value})


def _copies(value: str) -> Iterator[tuple[str, str]]:
    for each in filter(None, (part.strip() for part in value.split(","))):
        source, _, target = each.partition(" as ")
        yield source, target or source


def _prompted(block: Block) -> Iterator[Command]:
    """`$ command`, `> which goes on`, and under it what it prints."""
    starts = [i for i, line in enumerate(block.lines) if line.startswith("$ ")]
    if starts[:1] != [0]:
        raise ValueError(f"line {block.line + 1}: a console block begins with `$ `")
    for i, end in zip(starts, [*starts[1:], len(block.lines)], strict=True):
        text, at = block.lines[i][2:], i + 1
        while text.endswith("\\"):
            text, at = text[:-1] + block.lines[at].removeprefix("> ").lstrip(), at + 1
        code = int(block.orders.get("exit", 0)) if end == len(block.lines) else 0
        shown = block.lines[at:end]
        yield Command(text, block.line + i, shown, block.line + at, block.indent, code)


def _plain(block: Block) -> Iterator[Command]:
    """Lines of a block for a shell that are no comments."""
    found: list[Command] = []
    text, at = "", 0
    for i, line in enumerate(block.lines):
        at = at if text else i
        text += line.lstrip() if text else line
        if text.endswith("\\"):
            text = text[:-1]
            continue
        if text.strip() and not text.lstrip().startswith("#"):
            found.append(Command(text, block.line + at, indent=block.indent))
        text = ""
    for each in found[:-1]:
        yield each
    for each in found[-1:]:
        code = int(block.orders.get("exit", 0))
        yield Command(each.text, each.line, indent=each.indent, exit=code)
