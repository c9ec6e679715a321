"""How results are shown: each report picks from the same result and prints; none computes."""
