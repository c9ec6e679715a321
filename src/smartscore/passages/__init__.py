"""Candidate evidence in documents: passages, by indicator; proposed to a reader, never a rating."""
