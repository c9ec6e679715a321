"""The nodes of a tree by what they are called, with what each stands under."""

from smartscore.engine.tree import Node, Tree
from smartscore.model.rubric import Rubric

Key = tuple[tuple[str, ...], str]
"""The codes of the rubrics that were entered, and the code of the node; "" is the whole."""


class Named:
    """A tree's nodes under names that stay where a node moves within its rubric."""

    def __init__(self, tree: Tree) -> None:
        self.nodes: dict[Key, Node] = {}
        self.above: dict[Key, Key] = {}
        self.below: dict[Key, list[Key]] = {}
        keys: list[Key] = []
        for node in tree.nodes:
            around = node.inside[:-1] if isinstance(node.written, Rubric) else node.inside
            key = (around, "" if node.parent is None else node.code)
            keys.append(key)
            self.nodes[key] = node
            self.below[key] = []
            self.above[key] = key if node.parent is None else keys[node.parent]
            if node.parent is not None:
                self.below[keys[node.parent]].append(key)

    def lacks_what_holds(self, key: Key) -> bool:
        """Whether not even the grafted rubric is here in which the node stands."""
        around = key[0]
        if not around:
            return False
        holder = self.nodes.get((around[:-1], around[-1]))
        return holder is None or not isinstance(holder.written, Rubric)
