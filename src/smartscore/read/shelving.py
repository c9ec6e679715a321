"""Makes bundled rubrics and the contents of the manual ready when the package is built."""

import shutil
from pathlib import Path

from smartscore.read import contents
from smartscore.read.ready import FOLDER, place, sealed
from smartscore.read.rubrics import Loader
from smartscore.read.shelf import ARCHIVE, Catalogue


def make_ready(folder: Path) -> list[Path]:
    """Keep ready each rubric of a folder, and forget those of before; the files that were made.

    What has problems has to tell them, and what names files to say which: those are read each time.
    """
    made = []
    for shelf in (folder, folder / ARCHIVE):
        shutil.rmtree(shelf / FOLDER, ignore_errors=True)
    for path in sorted((*folder.glob("*.yaml"), *(folder / ARCHIVE).glob("*.yaml"))):
        loader = Loader(Catalogue(), judging=True)
        loaded = loader.load(path)
        if loaded.rubric is None or set(loader.paths()) != {each.path for each in loaded.all()}:
            continue
        kept = place(path)
        kept.parent.mkdir(exist_ok=True)
        kept.write_bytes(sealed(path.read_bytes(), loaded.rubric))
        made.append(kept)
    (folder / FOLDER).mkdir(exist_ok=True)
    contents.keep(folder / FOLDER)
    return made
