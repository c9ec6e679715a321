"""Tables scored from row to row: memory does not grow, all processors work, the order is kept."""
