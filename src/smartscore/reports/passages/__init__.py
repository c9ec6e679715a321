"""Candidate passages as they are shown: on a screen, in Markdown, on a page to read with a pen."""
