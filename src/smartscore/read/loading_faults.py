"""What is wrong with a file that another one names; `read/rubrics` tells it."""

from typing import Final

from smartscore.text.problems import Code

RUBRIC_NOT_FOUND: Final = Code("R113")
"""A rubric that is named exists.

A code is looked for in the folder given with `--rubrics` and then among the bundled rubrics; a
path is relative to the file that names it. The message says which known code comes close. The
rubrics of a project are found by their codes with `--rubrics DIR`, or with `rubrics = "DIR"` under
`[tool.smartscore.check]` in its `pyproject.toml` when they are checked. In CI the cause is often a
folder that was not checked out.

Breaks:
    dimensions:
      - rubric: quick-skan@1

Keeps:
    dimensions:
      - rubric: quick-scan@1
"""

OTHER_MAJOR_VERSION: Final = Code("R114")
"""A rubric is there in the major version that is named.

Another major version scores differently, so it is not used in its place: figures of two years
would be compared that can not be. The message lists the versions that there are. Name one of them,
and rate again what changed, or keep a copy of the old rubric beside the new one, as
`archive/CODE@MAJOR.yaml`.

Breaks:
    dimensions:
      - rubric: quick-scan@2

Keeps:
    dimensions:
      - rubric: quick-scan@1
"""

RUBRIC_TAKES_ITSELF_IN: Final = Code("R115")
"""A rubric does not take itself in, directly or by way of others.

Its score would depend on itself. Remove one graft of the circle; what two rubrics share belongs
in a third.

Breaks:
    code: plan-check
    dimensions:
      - rubric: ./plan-check.yaml

Keeps:
    code: plan-check
    dimensions:
      - rubric: quick-scan@1
"""

RUBRIC_UNREADABLE: Final = Code("R116")
"""A rubric's file can be read.

The path leads to a folder, or to a file that this user may not open. `sources` below is a folder.

Breaks:
    dimensions:
      - rubric: ./sources

Keeps:
    dimensions:
      - rubric: ./quick-scan.yaml
"""

TOO_MUCH_TAKEN_IN: Final = Code("R117")
"""Rubrics take one another in no deeper than 16 levels and come to no more than 20,000 nodes.

A short file that takes in two others, each of which takes in two others, soon stands for millions
of indicators that nobody can rate. The limit keeps such files from holding up a CI job; an honest
rubric of rubrics has two or three levels. Take in fewer, or write the parts out.
"""

RUBRIC_LIES_OUTSIDE: Final = Code("R124")
"""A rubric that a file names by its path lies in the folder or the project of that file.

Whoever wrote the file may not be whoever reads it: a path that leads anywhere else, links followed,
is not opened, and nothing is told of what is there. The project is the repository (the nearest
`.git`), or the nearest folder whose `pyproject.toml` has a table `[tool.smartscore]`, which may be
empty. Where both belong to one project, put such a file in the folder above both; that lasts. Else
move the rubric, name its folder with `--rubrics DIR` and the rubric by its code, or open everything
with `--allow-outside`.

Breaks:
    dimensions:
      - rubric: /etc/passwd.yaml

Keeps:
    dimensions:
      - rubric: ./quick-scan.yaml
"""

RUBRIC_IS_OURS: Final = Code("R125")
"""A file that is named as a rubric has a `smartscore:` line.

A file without one is something else, and nothing of it is told. Often the path is off by a folder;
a rubric begins with `smartscore: rubric/1`.

Breaks:
    dimensions:
      - rubric: ./sources/plan.txt

Keeps:
    dimensions:
      - rubric: ./quick-scan.yaml
"""

ONE_FILE_FOR_A_CODE: Final = Code("R126")
"""The rubrics that a rubric takes in have codes of their own, at every depth.

A rubric is known by its code. Of two files that call themselves the same, one would be scored in
the place of the other. Give one of them another code, or take in the same file in both places.
"""

SOURCE_LIES_OUTSIDE: Final = Code("A130")
"""A file that an assessment names lies in the folder or the project of the assessment.

That holds for the text of a source, the answers of a survey and a library of references. Whoever
wrote the assessment may not be whoever reads it: a path that leads anywhere else, links followed,
is not opened, and nothing is told of what is there. The project is the repository (the nearest
`.git`), or the nearest folder whose `pyproject.toml` has a table `[tool.smartscore]`, which may be
empty. Where both belong to one project, put such a file in the folder above both; that lasts. Else
move or copy the file, or open everything with `--allow-outside`.

Breaks:
    references:
      - {id: plan2024, title: Masterplan, file: /etc/passwd.txt}
      - {id: survey2025, title: Survey of residents}

Keeps:
    references:
      - {id: plan2024, title: Masterplan, file: sources/plan.txt}
      - {id: survey2025, title: Survey of residents}
"""
