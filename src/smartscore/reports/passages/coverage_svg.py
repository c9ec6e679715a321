"""What documents seem to speak of, as strips in a drawing."""

from typing import Final

from smartscore.passages.coverage import Coverage
from smartscore.reports import charts
from smartscore.reports.passages.strips import NO_TEXT, Panel, legend, panels, shade
from smartscore.words import Words

_MARKS: Final = 60
_TOLD: Final = 4000
"""So many characters of the text alternative are worth to be read aloud."""


def svg(coverage: Coverage, words: Words) -> str:
    """A drawing as a file of its own: each document's strips, and the chapters to read first."""
    drawn = charts.drawn("strips", strips(coverage, words))
    assert drawn is not None
    return charts.standalone(drawn)


def strips(coverage: Coverage, words: Words) -> charts.Strips:
    """What the drawing shows, with the same in words for who does not see it."""
    found = panels(coverage, words, _MARKS)
    told = " ".join(_told(panel) for panel in found)
    return charts.Strips(
        "coverage",
        words("coverage.title"),
        f"{told if len(told) <= _TOLD else told[:_TOLD] + '…'} {words('coverage.caution')}",
        tuple(_panel(panel, words) for panel in found),
        legend(words),
        words("coverage.no-text"),
        words("coverage.caution"),
    )


def _panel(panel: Panel, words: Words) -> charts.StripPanel:
    parts = tuple(
        (
            part.title,
            tuple(
                charts.StripRow(each.title, tuple(map(_shade, each.marks)), each.shown)
                for each in part.strips
            ),
        )
        for part in panel.parts
    )
    notes = [("", f"{panel.scale}.")]
    if panel.chapters:
        notes.append(("", words("coverage.read")))
    notes += [(each.letter, each.told) for each in panel.chapters]
    rising = sorted(panel.chapters, key=lambda each: each.first)
    letters = tuple((each.mark, each.letter) for each in rising)
    if panel.others:
        notes.append(("", panel.others))
    return charts.StripPanel(panel.heading, panel.ends, letters, parts, tuple(notes))


def _shade(count: int) -> int:
    return NO_TEXT if count == NO_TEXT else shade(count)


def _told(panel: Panel) -> str:
    rows = " ".join(f"{strip.told}." for part in panel.parts for strip in part.strips)
    return f"{panel.heading}. {rows}"
