"""An assessment with its cards: as data, as rows, as a table of a notebook."""
