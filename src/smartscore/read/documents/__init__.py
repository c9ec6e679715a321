"""Documents: of each kind of file its paragraphs and headings, with their pages."""
