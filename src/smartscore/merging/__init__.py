"""Several assessments of one subject become one document, and nothing of them is lost.

`parts` reads what is merged, `references`, `ratings`, `judges` and `facts` unite one kind of thing
each, `document` puts the whole together.
"""
