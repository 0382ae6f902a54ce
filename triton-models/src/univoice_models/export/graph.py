"""An ONNX graph that is being rewritten: who makes and who uses each value, constants added once."""

from collections import defaultdict

import numpy as np
import onnx
from onnx import helper, numpy_helper


class Graph:
    """Looks up what stood there when it was made; `replace` puts new nodes in place of old ones."""

    def __init__(self, graph: onnx.GraphProto):
        self.nodes = list(graph.node)
        self._graph = graph
        self._values = {value.name: value for value in graph.initializer}
        self._makers = {output: node for node in graph.node for output in node.output}
        self._users: dict[str, list[onnx.NodeProto]] = defaultdict(list)
        for node in graph.node:
            for name in node.input:
                self._users[name].append(node)

    def maker(self, name: str, kind: str) -> onnx.NodeProto | None:
        """The node that makes `name`, when it is of that kind."""
        node = self._makers.get(name)
        return node if node is not None and node.op_type == kind else None

    def users(self, name: str) -> list[onnx.NodeProto]:
        return self._users[name]

    def only_user(self, name: str, kind: str) -> onnx.NodeProto | None:
        """The one node that uses `name`, when there is one and it is of that kind."""
        users = self._users[name]
        return users[0] if len(users) == 1 and users[0].op_type == kind else None

    def value(self, name: str) -> np.ndarray | None:
        """A constant's value."""
        held = self._values.get(name)
        return None if held is None else numpy_helper.to_array(held)

    def constant(self, name: str, value: np.ndarray) -> str:
        if name not in self._values:
            self._values[name] = numpy_helper.from_array(value, name)
        return name

    def replace(self, new: dict[str, list[onnx.NodeProto]]) -> None:
        """Puts `new[output]` where the node with that first output stood; what nobody uses any more is dropped."""
        made = [put for node in self.nodes for put in new.get(node.output[0], [node])]
        kept, wanted = needed(made, [output.name for output in self._graph.output])
        del self._graph.node[:]
        self._graph.node.extend(kept)
        del self._graph.initializer[:]
        self._graph.initializer.extend(value for name, value in self._values.items() if name in wanted)


def needed(nodes: list[onnx.NodeProto], outputs: list[str]) -> tuple[list[onnx.NodeProto], set[str]]:
    """The nodes that these outputs need, in order, and the names that none of them makes: inputs and constants."""
    wanted, kept = set(outputs), []
    for each in reversed(nodes):
        if wanted.intersection(each.output):
            kept.append(each)
            wanted.difference_update(each.output)
            wanted.update(each.input)
    return kept[::-1], wanted


def node(kind: str, inputs: list[str], output: str, **attributes) -> onnx.NodeProto:
    """A node with one output, named after it."""
    return helper.make_node(kind, inputs, [output], name=output, **attributes)


def other(of: onnx.NodeProto, name: str) -> str:
    """The other input of a node with two."""
    return of.input[1] if of.input[0] == name else of.input[0]
