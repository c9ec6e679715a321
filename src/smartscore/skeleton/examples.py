"""An example as a file of the user's own."""

import re
from pathlib import Path
from typing import Final

from smartscore.read.examples import examples
from smartscore.skeleton import Refused
from smartscore.skeleton.comments import schema_lines
from smartscore.text import naming
from smartscore.text.problems import closest
from smartscore.text.source import STDIN
from smartscore.words import Words

_AWAY: Final = re.compile(rb"\[([^]\n]+)\]\(\.\./[^)\n]+\)")
"""A link to a page that lies beside the examples, and not beside a copy."""
_MODELINE: Final = b"# yaml-language-server: "
_NEXT: Final = {
    "plan": "smartscore evidence {file} --rubric smart-village",
    "villages": "smartscore batch {file} --rubric smart-village",
    "notebook": "jupyter lab {file}",
}
_ASSESS: Final = "smartscore assess {file}"


def listed(words: Words) -> str:
    """Each example with what it is, and how one is had."""
    found = examples()
    width = max(map(len, found))
    lines = [f"{name:{width}}  {words(f'example.{name}')}" for name in found]
    return "\n".join([*lines, "", words("new.examples"), ""])


def target(name: str, file: str | None) -> str:
    """The file that a copy of an example is to be: its own name, here or in the folder named.

    Raises Refused where there is no such example, or its file has another ending.
    """
    if (path := _path(name)) is None:
        near = closest(name, examples())
        raise Refused("new.no-example", name=name, names=near or ", ".join(examples()))
    if file is None:
        return path.name
    if file in ("", STDIN) or Path(file).suffix == path.suffix:
        return file
    if Path(file).is_dir():
        return str(Path(file) / path.name)
    raise Refused("new.example-ending", file=file, ending=path.suffix)


def copied(name: str, file: str, words: Words) -> bytes:
    """The example as it is to stand in a file, with the way to the schema from there."""
    content = examples()[Path(name).stem].read_bytes()
    first, _, rest = content.partition(b"\n")
    if not first.startswith(_MODELINE):
        return _AWAY.sub(rb"`\1`", content)
    kind = Path(first.partition(b"=")[2].decode()).stem
    head = schema_lines(file, kind, words("new.schema"))
    return "".join(f"{line}\n" for line in head).encode() + rest


def next_command(name: str, file: str) -> str:
    """What to do with the copy first."""
    return _NEXT.get(Path(name).stem, _ASSESS).format(file=naming.argument(file))


def _path(name: str) -> Path | None:
    """The file of an example, by its name or that of the file."""
    path = examples().get(Path(name).stem)
    return path if path is not None and name in (path.stem, path.name) else None
