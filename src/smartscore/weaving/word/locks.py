"""Whether a document is open somewhere: the files that Word and LibreOffice lay beside it then."""

import os
from pathlib import Path

_SHOWN = 2
"""Of a longer name Word's file lacks so many characters at the beginning."""


def lock_of(path: Path) -> str | None:
    """The name of the file that says so, beside a document; None where there is none."""
    name = path.name
    word = [f"~${name[cut:]}" for cut in range(_SHOWN + 1) if len(name) > cut]
    for lock in (*word, f".~lock.{name}#"):
        if os.path.lexists(path.with_name(lock)):
            return lock
    return None
