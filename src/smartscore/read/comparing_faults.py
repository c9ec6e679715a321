"""What keeps assessments from being held against one another, whatever is asked of them."""

from typing import Final

from smartscore.text.problems import Code

ONE_DIGEST: Final = Code("A144")
"""One version number of a rubric stands for one way to score.

Two files use a rubric of one code and one version, and the rubrics differ where a score can move:
in weights, floors, gates, bands. Somebody changed a rubric and left its version. What their figures
differ by may be due to the rubric alone. Raise the version of the newer one (its first number,
since scores can move), or let both files name the same file. With `--across-versions` they are
compared all the same; `diff` then shows apart what is due to the rubric.
"""

ONE_VERSION: Final = Code("A145")
"""Figures that are compared come of rubrics that score alike.

A new first number of a version says that the same ratings can give another score, so that a new
yardstick would be taken for progress. Score both files by one version, where both can be read by
it (`--rubric CODE`), or ask for it with `--across-versions`: `diff` then reads the older ratings by
the newer rubric and shows apart what is due to the rubric; `compare` says which version each is of.
"""

EARLIER_OF_ONE_PLACE: Final = Code("A146")
"""What changed is asked of two assessments of one place, the earlier one first.

The codes of the region are the same or, where one of the files has none, the names are. Figures of
two places do not say what changed in either: `smartscore compare` puts places side by side. Where
the first file is of a later day every change would have the wrong sign; turn the two round.
"""

EACH_FILE_ONCE: Final = Code("A158")
"""Each file is given once.

A rater who is compared with their own file agrees in all, a place is as good as itself, and an
assessment has not changed since itself: none of it says anything. Behind `agree --consensus` stands
a file that holds what was agreed, and not one of those in which the raters judge.
"""
