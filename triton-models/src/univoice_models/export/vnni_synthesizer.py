"""`kokoro-live.onnx` to `kokoro-vnni.onnx`, in the working folder: the same numbers in half the time.

ONNX Runtime's ConvInteger multiplies two unsigned matrices, for which processors have no fast instruction; two thirds
of Kokoro's time go there. Intel's and AMD's VNNI multiplies unsigned by signed bytes four times as fast, and
ONNX Runtime uses it for MatMulInteger. So each convolution becomes a matrix product over its input shifted once per
tap (im2col), with the input as signed bytes. The products are integers and come out the same, but only with VNNI:
older processors saturate at 16 bits, so `univoice_models.synthesis.kokoro` chooses between the two files.
"""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

FEWEST_CHANNELS = 32
"""Narrower convolutions cost nothing worth saving."""
TO_THE_END = np.iinfo(np.int64).max


class _Graph:
    """Nodes in order, and each constant once."""

    def __init__(self, graph: onnx.GraphProto):
        self.graph = graph
        self.values = {value.name: value for value in graph.initializer}
        self.makers = {output: node for node in graph.node for output in node.output}
        self.nodes: list[onnx.NodeProto] = []
        self.signed: dict[str, tuple[str, str]] = {}

    def node(self, kind: str, inputs: list[str], output: str, **attributes) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, **attributes))
        return output

    def constant(self, name: str, value: np.ndarray) -> str:
        if name not in self.values:
            self.values[name] = numpy_helper.from_array(value, name)
        return name

    def integer(self, value: int) -> str:
        return self.constant(f"univoice/integer_{value}", np.array([value], np.int64))


def convolutions_as_products(model: onnx.ModelProto) -> onnx.ModelProto:
    """Replaces every wide ConvInteger of stride 1; raises ValueError when there is none."""
    graph = _Graph(model.graph)
    replaced = 0
    for node in model.graph.node:
        if node.op_type == "ConvInteger" and _is_wide(node, graph):
            _product(node, graph)
            replaced += 1
        else:
            graph.nodes.append(node)
    if not replaced:
        raise ValueError("The graph has no convolution of integers.")
    used = {name for node in graph.nodes for name in node.input}
    del model.graph.node[:]
    model.graph.node.extend(graph.nodes)
    del model.graph.initializer[:]
    model.graph.initializer.extend(value for name, value in graph.values.items() if name in used)
    return model


def _is_wide(node: onnx.NodeProto, graph: _Graph) -> bool:
    given = _attributes(node)
    plain = given.get("strides", [1]) == [1] and given.get("group", 1) == 1
    return plain and graph.values[node.input[1]].dims[0] >= FEWEST_CHANNELS


def _product(node: onnx.NodeProto, graph: _Graph) -> None:
    """Weights [out, taps * in] times columns [taps * in, time]."""
    given = _attributes(node)
    weights = numpy_helper.to_array(graph.values[node.input[1]])
    taps, dilation = weights.shape[2], given.get("dilations", [1])[0]
    before, after = given.get("pads", [0, 0])
    quantized, zero = _signed(node.input[0], graph)
    if before or after:
        widths = graph.constant(
            f"univoice/pads_{before}_{after}", np.array([0, 0, before, 0, 0, after], np.int64)
        )
        quantized = graph.node("Pad", [quantized, widths, zero], f"{node.name}/padded")
    if taps > 1:
        shifted = []
        for tap in range(taps):
            first, end = tap * dilation, -(taps - 1 - tap) * dilation or TO_THE_END
            bounds = [graph.integer(first), graph.integer(end), graph.integer(2)]
            shifted.append(graph.node("Slice", [quantized, *bounds], f"{node.name}/tap_{tap}"))
        quantized = graph.node("Concat", shifted, f"{node.name}/columns", axis=1)
    rows = np.ascontiguousarray(weights.transpose(0, 2, 1).reshape(weights.shape[0], -1))
    name = graph.constant(f"{node.name}/rows", rows)
    graph.node("MatMulInteger", [name, quantized, node.input[3], zero], node.output[0])


def _signed(quantized: str, graph: _Graph) -> tuple[str, str]:
    """What DynamicQuantizeLinear made, as signed bytes, and its zero point."""
    if quantized not in graph.signed:
        source, (_, scale, unsigned) = graph.makers[quantized].input[0], graph.makers[quantized].output
        half = graph.constant("univoice/half", np.array(128, np.int32))
        wide = graph.node("Cast", [unsigned], f"{quantized}/zero_wide", to=TensorProto.INT32)
        moved = graph.node("Sub", [wide, half], f"{quantized}/zero_moved")
        zero = graph.node("Cast", [moved], f"{quantized}/zero", to=TensorProto.INT8)
        graph.signed[quantized] = graph.node("QuantizeLinear", [source, scale, zero], f"{quantized}/signed"), zero
    return graph.signed[quantized]


def _attributes(node: onnx.NodeProto) -> dict:
    return {attribute.name: helper.get_attribute_value(attribute) for attribute in node.attribute}


def main() -> None:
    onnx.save(convolutions_as_products(onnx.load("kokoro-live.onnx")), "kokoro-vnni.onnx")


if __name__ == "__main__":
    main()
