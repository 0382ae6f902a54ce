"""`kokoro-melody.onnx` and `kokoro-sound.onnx` to `…-vnni.onnx`, in the working folder: the same numbers in half the
time.

ONNX Runtime's ConvInteger multiplies two unsigned matrices, for which processors have no fast instruction; two thirds
of Kokoro's time went there. Intel's and AMD's VNNI multiplies unsigned by signed bytes four times as fast, and
ONNX Runtime uses it for its integer matrix products. So each convolution becomes such a product over its input shifted
once per tap (im2col), with the input as signed bytes, and gives floats at once. The products are integers and come out
the same, but only with VNNI: older processors saturate at 16 bits, so `univoice_models.synthesis.kokoro` chooses
between the files.
"""

import numpy as np
import onnx
from onnx import TensorProto, helper

from .graph import Graph, node, other

FEWEST_CHANNELS = 32
"""Narrower convolutions cost nothing worth saving."""
TO_THE_END = np.iinfo(np.int64).max


def convolutions_as_products(model: onnx.ModelProto) -> onnx.ModelProto:
    """Replaces every wide ConvInteger of stride 1; raises ValueError when there is none."""
    graph = Graph(model.graph)
    new: dict[str, list[onnx.NodeProto]] = {}
    signed: set[str] = set()
    for convolution in graph.nodes:
        if convolution.op_type == "ConvInteger" and _is_wide(convolution, graph):
            first = [] if convolution.input[0] in signed else _signed(convolution.input[0], graph)
            signed.add(convolution.input[0])
            shifted, columns = _columns(convolution, graph)
            new[convolution.output[0]] = first + shifted
            new |= _product(convolution, columns, graph)
    if not new:
        raise ValueError("The graph has no convolution of integers.")
    graph.replace(new)
    return model


def _is_wide(convolution: onnx.NodeProto, graph: Graph) -> bool:
    given = _attributes(convolution)
    plain = given.get("strides", [1]) == [1] and given.get("group", 1) == 1
    return plain and graph.value(convolution.input[1]).shape[0] >= FEWEST_CHANNELS


def _signed(quantized: str, graph: Graph) -> list[onnx.NodeProto]:
    """What DynamicQuantizeLinear made, as signed bytes, and its zero point."""
    maker = graph.maker(quantized, "DynamicQuantizeLinear")
    source, (_, scale, unsigned) = maker.input[0], maker.output
    half = graph.constant("univoice/half", np.array(128, np.int32))
    return [
        node("Cast", [unsigned], f"{quantized}/zero_wide", to=TensorProto.INT32),
        node("Sub", [f"{quantized}/zero_wide", half], f"{quantized}/zero_moved"),
        node("Cast", [f"{quantized}/zero_moved"], f"{quantized}/zero", to=TensorProto.INT8),
        node("QuantizeLinear", [source, scale, f"{quantized}/zero"], f"{quantized}/signed"),
    ]


def _columns(convolution: onnx.NodeProto, graph: Graph) -> tuple[list[onnx.NodeProto], str]:
    """The input once per tap, each shifted by its dilation: [1, taps * in, time], and its name."""
    given, name = _attributes(convolution), convolution.output[0]
    taps, dilation = graph.value(convolution.input[1]).shape[2], given.get("dilations", [1])[0]
    before, after = given.get("pads", [0, 0])
    nodes, source = [], f"{convolution.input[0]}/signed"
    if before or after:
        widths = graph.constant(f"univoice/pads_{before}_{after}", np.array([0, 0, before, 0, 0, after], np.int64))
        nodes.append(node("Pad", [source, widths, f"{convolution.input[0]}/zero"], f"{name}/padded"))
        source = f"{name}/padded"
    if taps == 1:
        return nodes, source
    for tap in range(taps):
        bounds = [tap * dilation, -(taps - 1 - tap) * dilation or TO_THE_END, 2]
        names = [graph.constant(f"univoice/integer_{value}", np.array([value], np.int64)) for value in bounds]
        nodes.append(node("Slice", [source, *names], f"{name}/tap_{tap}"))
    nodes.append(node("Concat", [f"{name}/tap_{tap}" for tap in range(taps)], f"{name}/columns", axis=1))
    return nodes, f"{name}/columns"


def _product(convolution: onnx.NodeProto, columns: str, graph: Graph) -> dict[str, list[onnx.NodeProto]]:
    """Weights [out, taps * in] times columns, scaled to floats, in place of sum with the bias, cast and scaling."""
    name = convolution.output[0]
    weights = graph.value(convolution.input[1])
    rows = np.ascontiguousarray(weights.transpose(0, 2, 1).reshape(weights.shape[0], -1))
    biased = graph.only_user(name, "Add")
    cast = graph.only_user(name if biased is None else biased.output[0], "Cast")
    scaled = graph.only_user(cast.output[0], "Mul")
    scales = graph.maker(other(scaled, cast.output[0]), "Mul")
    of_input = next(scale for scale in scales.input if graph.value(scale) is None)
    result = scaled.output[0]
    bias = None if biased is None or _is_centred(result, graph) else _bias(other(biased, name), graph)
    product = node(
        "MatMulIntegerToFloat",
        [
            graph.constant(f"{name}/rows", rows), columns, other(scales, of_input), of_input,
            convolution.input[3], f"{convolution.input[0]}/zero",
        ],
        result if bias is None else f"{result}/unbiased",
        domain="com.microsoft",
    )  # fmt: skip
    if bias is None:
        return {result: [product]}
    column = graph.constant(f"{name}/bias", np.ascontiguousarray(bias.reshape(1, -1, 1)))
    return {result: [product, node("Add", [f"{result}/unbiased", column], result)]}


def _is_centred(result: str, graph: Graph) -> bool:
    """Whether a normalization takes every mean away again, and so a bias too."""
    return all(user.op_type == "InstanceNormalization" for user in graph.users(result))


def _bias(quantized: str, graph: Graph) -> np.ndarray:
    """The float bias behind `Reshape(Cast(Floor(bias / scale)))`."""
    name = quantized
    for kind in ("Reshape", "Cast", "Floor", "Div"):
        name = graph.maker(name, kind).input[0]
    return graph.value(name)


def _attributes(of: onnx.NodeProto) -> dict:
    return {attribute.name: helper.get_attribute_value(attribute) for attribute in of.attribute}


def main() -> None:
    for half in ("kokoro-melody", "kokoro-sound"):
        onnx.save(convolutions_as_products(onnx.load(f"{half}.onnx")), f"{half}-vnni.onnx")


if __name__ == "__main__":
    main()
