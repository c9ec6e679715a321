"""Bundled rubrics made ready when the package is built, so that a run need not judge them again.

Beside the bundled YAML files lie their models as they came out of reading, `ready/CODE.bin`. Such a
file answers for the bytes of the YAML file that it was made of, under the version that made it, and
for no other file; where anything is not as it was, the YAML is read. Only models of ours are taken
from it.
"""

import datetime
import hashlib
import pickle
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel

from smartscore import __version__
from smartscore.model import fields, measures, rubric, weights
from smartscore.model.rubric import Display, Rubric
from smartscore.read.freshness import is_fresh, shelf
from smartscore.read.shelf import ARCHIVE

FOLDER: Final = "ready"
_SIZE: Final = hashlib.sha256().digest_size


def kept(path: Path, content: bytes) -> Rubric | None:
    """The rubric in a bundled file with this content; None where it is not kept ready.

    `path` is without links.
    """
    if path.parent not in (shelf(), shelf() / ARCHIVE):
        return None
    file = place(path)
    try:
        made = file.read_bytes()
        if not is_fresh(file):
            return None
    except OSError:
        return None
    seal, packed = made[:_SIZE], made[_SIZE:]
    if seal != _seal(content, packed):
        return None
    try:
        found = _Unpacking(BytesIO(packed)).load()
    except Exception:
        return None
    return found if isinstance(found, Rubric) else None


def sealed(content: bytes, judged: Rubric) -> bytes:
    """What is kept of a rubric that nothing is wrong with, from a file with this content.

    The same file gives the same bytes, whatever machine they are made on.
    """
    packed = BytesIO()
    _Packing(packed, protocol=4).dump(_Plain().of(judged))
    return _seal(content, packed.getvalue()) + packed.getvalue()


def place(path: Path) -> Path:
    """Where a rubric file is kept ready."""
    return path.parent / FOLDER / f"{path.stem}.bin"


def _seal(content: bytes, packed: bytes) -> bytes:
    """A digest of the file, of what is kept of it, and of the version and form of the models."""
    form = f"{__version__} {sorted(Display().__getstate__())} {len(content)} "
    return hashlib.sha256(form.encode() + content + packed).digest()


class _Kept:
    """What a model is packed as: its class, its values, which of them were given, further keys."""

    def __init__(self, *parts: Any) -> None:
        self.parts = parts


class _Plain:
    """Makes plain values, of which pickle's bytes depend on nothing but what they say."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def of(self, value: Any) -> Any:
        """A value with each model as what is kept of it, and each text one object of its own."""
        if isinstance(value, BaseModel):
            given = tuple(map(self.of, sorted(value.model_fields_set)))
            extra = self.of(value.__pydantic_extra__)
            return _Kept(type(value), self.of(value.__dict__), given, extra)
        if isinstance(value, dict):
            return {self.of(k): self.of(v) for k, v in value.items()}
        if isinstance(value, list | tuple):
            return type(value)(map(self.of, value))
        if not isinstance(value, str):
            return value
        if value not in self._texts:
            self._texts[value] = value.encode().decode()
        return self._texts[value]


class _Packing(pickle.Pickler):
    def reducer_override(self, value: Any) -> Any:
        return (_restored, value.parts) if isinstance(value, _Kept) else NotImplemented


def _restored(
    kind: type[BaseModel], values: dict[str, Any], given: tuple[str, ...], extra: dict[str, Any]
) -> BaseModel:
    """A model as it was, without a look at its values: as pickle makes one."""
    made = kind.__new__(kind)
    made.__setstate__(
        {
            "__dict__": values,
            "__pydantic_extra__": extra,
            "__pydantic_fields_set__": set(given),
            "__pydantic_private__": None,
        }
    )
    return made


class _Unpacking(pickle.Unpickler):
    """Makes our models and dates, and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == (__name__, _restored.__name__):
            return _restored
        if (module, name) == ("datetime", "date"):
            return datetime.date
        rooms = (fields, measures, rubric, weights)
        found = getattr({room.__name__: room for room in rooms}[module], name)
        if isinstance(found, type) and issubclass(found, BaseModel):
            return found
        raise pickle.UnpicklingError(name)
