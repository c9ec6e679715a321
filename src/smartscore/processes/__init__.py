"""Work in processes of its own, what signals do, and files replaced whole or not at all."""
