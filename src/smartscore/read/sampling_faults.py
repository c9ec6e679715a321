"""What keeps places from being scored over a sample, and what is left out of it."""

from typing import Final

from smartscore.text.problems import Code, Severity

THREE_PLACES: Final = Code("A141")
"""A rubric is scored over a sample of three places or more.

A z-score, a rank or a place between the least and the greatest number says how a place stands among
others. Of two places one is always the best and the other the worst, whatever lies between them.
Give more places of the same kind, with numbers for the same year.
"""

ENOUGH_IS_LEFT: Final = Code("A142")
"""The indicators that can be scored over a sample weigh as much as the rubric asks for.

An indicator that is known of too few places, or that has one number in all of them, is left out for
all. Where so much is left out that what remains weighs less than the `minimum_availability` of the
rubric, or where nothing remains, a figure would be that of another rubric. Ask for less with
`--min-coverage` where that left them out, find numbers for more of the indicators, or write a
rubric of those for which there are numbers.
"""

LEFT_OUT: Final = Code("A143", Severity.WARNING, blocks=False)
"""Every indicator tells places of a sample apart.

One that is known of fewer than three places, or of a smaller share of them than `--min-coverage`
asks for, or that has one number in all of them, is left out for all places, as if it did not apply:
it moves neither score nor bounds nor availability. Scores are then of the indicators that are left.
"""
