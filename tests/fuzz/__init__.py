"""Files that nobody would write, made by grammars and by changes to good ones, and what must hold.

`tests/fuzz/test_fuzz.py` runs each kind for a while with the suite, always on the same files;
`python -m tests.fuzz --minutes 60` goes on with others and saves what fails. What ever failed is
kept in `corpus/`.
"""
