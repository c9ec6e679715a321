"""How the worth of one node is spelt: its figures as printed and unrounded, and its band."""

from typing import Final, NamedTuple

from smartscore.arithmetic.numbers import exact, printed, units
from smartscore.batches.worths import Worth
from smartscore.engine.tree import Node, band_of

_KEPT: Final = 4096
"""So many texts of a kind are kept for when they come again; then no more, so that memory is
bounded."""


class Spelt(NamedTuple):
    """The texts of `shown`, `score`, `low`, `high`, `availability` and `band`.

    `band` is the index of the band in which the figure itself lies, whatever gates say; None where
    there is none to be shown.
    """

    texts: tuple[str, str, str, str, str, str]
    band: int | None


class Speller:
    """A node's worth as texts."""

    def __init__(self, node: Node) -> None:
        display = node.display
        bottom, under = exact(display.min).as_integer_ratio()
        top, beneath = exact(display.max).as_integer_ratio()
        # A value a/b is shown as (b * offset + a * span) / (b * line)
        self._offset = bottom * beneath
        self._span = top * under - bottom * beneath
        self._line = under * beneath
        self._decimals = display.decimals
        self._least = exact(node.missing.minimum_availability).as_integer_ratio()
        self._thresholds = node.thresholds
        self._bands = tuple(band.code for band in node.bands)
        self._one_scale = node.scale == display
        self._shown: dict[int, tuple[str, int | None]] = {}
        self._availability: dict[tuple[int, int], str] = {}

    def __call__(self, worth: Worth) -> Spelt:
        """The texts of a worth."""
        above, below, least, most, line, rated, applicable = worth
        availability, is_withheld = "", False
        if applicable:
            least_rated, of = self._least
            is_withheld = rated * of < applicable * least_rated
            key = rated, applicable
            availability = self._availability.get(key) or self._share(key)
        shown = score = band = low = high = ""
        index = None
        if below:
            top, bottom = self._offset * below + self._span * above, self._line * below
            score = repr(top / bottom)
            shown, index = self._figure(top, bottom, above, below)
        if line:
            bottom = self._line * line
            is_lifted = below and above * line > most * below
            high = score if is_lifted else repr((self._offset * line + self._span * most) / bottom)
            is_held = below and above * line < least * below
            low = score if is_held else repr((self._offset * line + self._span * least) / bottom)
        if is_withheld:
            shown = score = ""
            index = None
        elif index is not None:
            band = self._bands[index]
        return Spelt((shown, score, low, high, availability, band), index)

    def _share(self, parts: tuple[int, int]) -> str:
        rated, applicable = parts
        text = repr(rated / applicable)
        if len(self._availability) < _KEPT:
            self._availability[parts] = text
        return text

    def _figure(self, top: int, bottom: int, above: int, below: int) -> tuple[str, int | None]:
        """The figure as printed, and the index of its band.

        A band is judged on the figure as printed, so that it goes with that where both stand on one
        scale.
        """
        number = units(top, bottom, self._decimals)
        found = self._shown.get(number)
        if found is None:
            band = band_of(self._thresholds, above, below) if self._bands else None
            found = printed(number, self._decimals), band
            if self._one_scale and len(self._shown) < _KEPT:
                self._shown[number] = found
        return found
