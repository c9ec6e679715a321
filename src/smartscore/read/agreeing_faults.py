"""What keeps raters from being compared: `agree` tells it, with the places in both files."""

from typing import Final

from smartscore.text.problems import Code, Severity

ONE_PLACE: Final = Code("A154")
"""Raters who are compared judged one place.

The codes of the region are the same, or the names where a file has no code. How far two raters
agree can only be told of one and the same place; places are set side by side by `smartscore
compare`. Mend the subject where it is wrong, or leave that file out.
"""

ONE_DAY: Final = Code("A155")
"""Raters who are compared judged the place as it was on one day.

`date` is the day for which all was judged. Where it differs, the place may have changed in between,
and a difference of two ratings would be taken for a disagreement. Write the day for which both
judged, or add `--across-dates` where nothing happened between the two. What has changed from one
day to another is told by `smartscore diff`.
"""

ONE_VERSION: Final = Code("A156")
"""Raters who are compared used one version of each rubric.

A level 3 of one version need not be what another calls 3. Bring the older file to today's version
with `smartscore new assessment --update`, and look at its ratings again.
"""

A_RUBRIC_IN_COMMON: Final = Code("A157")
"""Raters who are compared used a rubric in common.

Without one there is no indicator that both could have rated. List the same rubrics in both files.
"""

RATERS_DIFFER: Final = Code("A159", Severity.WARNING, blocks=False)
"""Files that are compared name different raters.

Two files by one rater say how steady that rater is, and not how far raters agree. Correct `rater`
where another person judged.
"""
