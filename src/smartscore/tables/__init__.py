"""Tables of many places, a row each: `table/1`, read row by row and held against a rubric."""
