"""What keeps assessments from becoming one, or is left open where they do: `merge` tells it."""

from typing import Final

from smartscore.text.problems import Code, Severity

ONE_SUBJECT: Final = Code("A160")
"""Assessments that are merged are of one place.

The names are the same, or the codes of the region are. Where both files have a code, the codes
decide: two regencies can share a name. Mend the subject in the file where it is wrong, or leave
that file out; places are put side by side by `smartscore compare`.
"""

ONE_VERSION: Final = Code("A161")
"""Assessments that are merged use one version of each rubric.

A level 3 of one version need not be what the other calls 3. Bring the older file to today's version
with `smartscore new assessment --update`, look at its ratings again, and merge then. Rubrics that
only some of the files list are all listed in the result.
"""

RATINGS_DIFFER: Final = Code("A162")
"""Ratings of one indicator are the same in all assessments that are merged, or stay open.

Both ratings are kept, with their reasons, as `judgements` of those who gave them, and there is no
level until somebody writes the one that was agreed beside them. An indicator that is open counts as
unknown. `--conflicts first` takes what the first file says, `--conflicts refuse` writes nothing.
`agree --consensus` tells it where the raters of two files had agreed on different things.
"""

FACTS_DIFFER: Final = Code("A163")
"""What assessments that are merged say about the place, the day and the plans is the same.

A name, a date or the target of a plan has no form that stays open, so what the first file says is
written, and the other is told with its place: mend it in the result where the other is right. The
day of the judgement is given with `--date`. Of two confidences the lower is written.
"""

REASON_LEFT_OUT: Final = Code("A164", Severity.ADVICE, blocks=False)
"""What one assessment calls unknown and another rates is rated when they are merged.

Who looked and did not find it said where; the rating has no place for that, so it is told here, and
stands as a comment at the top of a YAML file. Evidence of both is kept.
"""

KEY_OF_ANOTHER_SOURCE: Final = Code("A165", Severity.ADVICE, blocks=False)
"""A key stands for one source in all assessments that are merged.

Two offices may call two sources `survey2025`. The later one gets a key of its own, with the name of
its file behind it, and so does the evidence that cites it. Where they are one source after all,
described in two ways, give it one entry and cite that.
"""

JUDGED_TWICE: Final = Code("A166")
"""A rater has one judgement of an indicator in all assessments that are merged.

Files that keep `judgements` can be merged again, and one rater may have changed their mind between
them. Both judgements are kept, the later under a code of its own; remove the one that no longer
holds.
"""
