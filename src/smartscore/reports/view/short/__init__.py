"""The parts of an appendix of a few pages: what came out, and on what it rests, each thing once."""
