"""The arithmetic: a rubric resolved once into a tree, and the tree scored as often as is asked."""
