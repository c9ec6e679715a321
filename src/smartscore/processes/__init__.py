"""Work in processes of its own, and what signals do."""
