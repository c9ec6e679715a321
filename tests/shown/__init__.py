"""Commands that documents show, run in their order, and what they print held against the page.

A page is read as its reader reads it. A block `console` has commands behind `$ ` with their output
under them, in which `...` alone on a line stands for lines that are left out; a block `sh` has
commands whose output is not shown. Comments that no reader sees say what lies around them:

| comment | what it does |
|---|---|
| `<!-- folder: examples, examples/plan.md as a.md -->` | a fresh folder with these in it, if any |
| `<!-- save: plan.md -->` | the next block is what the reader saves under this name |
| `<!-- save: plan.md`, text on further lines, `-->` | a file that no reader sees |
| `<!-- run: cp a b -->` | a command that no reader sees |
| `<!-- put: town.yaml -->` | the next block takes the place of its first key and all below |
| `<!-- put: town.yaml above ratings: -->` | the next block goes above this key |
| `<!-- exit: 1 -->` | the last command of the next block ends with this code, others with 0 |
| `<!-- not run: why -->` | the next block is not run; its options are held against the real ones |

`pytest tests/test_shown.py --update-golden` writes what commands print into the pages;
`python -m tests.shown --program .venv/bin/smartscore PAGE...` runs pages by a program that is
installed and a real shell, and takes the time.
"""
