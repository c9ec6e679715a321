"""Faults of rows that show only when they are scored."""

from typing import Final

from smartscore.text.problems import Code

ROW_BROKE: Final = Code("T140")
"""A row can be scored.

What came of this row is an error of smartscore itself, which names its kind. The other rows are not
concerned. Please report it with the row.
"""

ROW_ENDED_ITS_PROCESS: Final = Code("T141")
"""A row does not end the process that scores it.

The process in which this row was scored by itself was ended: it took too long, took too much
memory, or somebody ended it. The other rows are scored.
"""
