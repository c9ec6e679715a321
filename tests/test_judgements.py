"""Ratings of several raters: what was agreed scores, what is open is unknown."""

import smartscore

_FILE = """
smartscore: assessment/1
rubrics: [indrajit@2]
subject: {name: Kota Contoh}
date: 2026-01-01
raters: [{code: office, role: Planning office}, {code: forum, side: demand}]
references: [{id: a, title: A report}]
ratings:
  indrajit:
    political-will:
      level: 2
      confidence: low
      evidence: [{cite: a, shows: A decree.}]
      judgements: [{rater: office, level: 3, because: x}, {rater: forum, level: 2}]
    legal-framework:
      judgements: [{rater: office, level: 4}, {rater: forum, level: 2}]
"""


def test_what_was_agreed_is_scored_and_what_is_open_is_unknown() -> None:
    card = smartscore.assess(_FILE)["indrajit"]
    agreed, still_open = card["political-will"], card["legal-framework"]
    assert agreed.status == "rated"
    assert agreed.rating is not None
    assert (agreed.rating.level, agreed.rating.confidence) == (2, "low")
    assert [each.given for each in agreed.rating.judgements] == [3, 2]
    assert still_open.status == "unknown"
    assert still_open.rating is not None
    assert still_open.rating.is_open
    alone = smartscore.assess(_FILE.replace("      judgements: [{rater: office, level: 3", "#"))
    assert alone["indrajit"].whole.low == card.whole.low
