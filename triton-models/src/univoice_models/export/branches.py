"""One branch of a model that holds two behind an `If`, and what of a graph is needed."""

import numpy as np
from onnx import GraphProto, TensorProto, helper, numpy_helper

from .graph import needed


def branch(merged: GraphProto, name: str) -> GraphProto:
    """The branch `name` with everything that it uses from outside, and the outputs of the whole."""
    choice = next(node for node in merged.node if node.op_type == "If")
    chosen = next(attribute.g for attribute in choice.attribute if attribute.name == name)
    before = [node for node in merged.node if node.op_type != "If"]
    values = [*merged.initializer, *chosen.initializer]
    return helper.make_graph([*before, *chosen.node], name, merged.input, chosen.output, values)


def needed_for(graph: GraphProto, outputs: list[str]) -> GraphProto:
    """`graph` with only what these outputs need; outputs that it did not declare are floats of four dimensions."""
    kept, given = needed(graph.node, outputs)
    declared = {output.name: output for output in graph.output}
    return helper.make_graph(
        kept,
        graph.name,
        [value for value in graph.input if value.name in given],
        [declared.get(name) or helper.make_tensor_value_info(name, TensorProto.FLOAT, [None] * 4) for name in outputs],
        [value for value in graph.initializer if value.name in given],
    )


def without_batch(graph: GraphProto, head_size: int) -> None:
    """Keys and values of the sound, cut into heads, no longer ask the layers of the decoder how many texts there are,
    and so no longer need them."""
    heads = numpy_helper.from_array(np.array([0, 0, -1, head_size], np.int64), "heads")
    graph.initializer.append(heads)
    for node in graph.node:
        if node.op_type == "Reshape" and any(f"encoder_attn/{kind}_proj" in node.input[0] for kind in "kv"):
            node.input[1] = heads.name
