"""Make the site of these pages in build/site: `.venv/bin/python docs/build.py`; no network.

The pages are laid out in build/pages as they lie in the repository, so that a link is right there
and here. Two things are added: a page for each rubric in each language, to which links to its file
lead, and files that pages link to. Warnings are errors.
"""

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGES = ROOT / "build" / "pages"
SITE = ROOT / "build" / "site"

LINK = re.compile(r"(?<=\]\()(?P<path>[^)#:\s]+)(?=[)#])")
_MADE_BY = re.compile(
    r"^<!-- \[\[\[cog\n.*?\]\]\] -->\n|^<!-- \[\[\[end\]\]\] -->\n?", re.DOTALL | re.MULTILINE
)
_RUBRIC = re.compile(r"\]\((?P<up>(?:\.\./)*)rubrics/(?P<code>[a-z0-9-]+)\.yaml\)")


def sources() -> list[Path]:
    """Every page of the repository, with its path from the top."""
    found = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    return sorted(path.relative_to(ROOT) for path in found)


def lay_out() -> None:
    """Lay out in build/pages what the site is made of."""
    shutil.rmtree(PAGES, ignore_errors=True)
    for page in sources():
        text = _MADE_BY.sub("", (ROOT / page).read_text(encoding="utf-8"))
        below = "rubrics/id/" if page.is_relative_to("docs/id") else "rubrics/"
        _put(page, _RUBRIC.sub(rf"](\g<up>{below}\g<code>.md)", text))
        for target in _linked(page, text):
            (PAGES / target).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / target, PAGES / target)
    for page, text in _rubrics():
        _put(page, text)


def _put(page: Path, text: str) -> None:
    (PAGES / page).parent.mkdir(parents=True, exist_ok=True)
    (PAGES / page).write_text(text, encoding="utf-8")


def _linked(page: Path, text: str) -> Iterator[Path]:
    """The files, not pages, that a page links to or shows."""
    for found in LINK.finditer(text):
        target = (ROOT / page.parent / found["path"]).resolve()
        if target.is_file() and target.suffix != ".md" and target.is_relative_to(ROOT):
            yield target.relative_to(ROOT)


def _rubrics() -> Iterator[tuple[Path, str]]:
    """A page for each bundled rubric in each language, with its levels."""
    from smartscore.read.rubrics import Loader
    from smartscore.read.shelf import Catalogue
    from smartscore.reports.library import page
    from smartscore.words import words

    folder = ROOT / "rubrics"
    loader = Loader(Catalogue([folder]))
    for file in sorted(folder.glob("*.yaml")):
        tree = loader.load(file).tree
        for language, place in (("en", "rubrics"), ("id", "rubrics/id")):
            yield Path(place, f"{file.stem}.md"), page.markdown(tree, words(language), levels=True)


def main() -> int:
    """Lay out the pages and make the site."""
    from sphinx.cmd.build import main as sphinx

    lay_out()
    shutil.rmtree(SITE, ignore_errors=True)
    options = [
        "-W",
        "--keep-going",
        "-n",
        "-q",
        "-j",
        "auto",
        "-E",
        "-d",
        str(ROOT / "build" / "doctrees"),
    ]
    return sphinx([*options, "-c", str(ROOT / "docs"), str(PAGES), str(SITE)])


if __name__ == "__main__":
    sys.exit(main())
