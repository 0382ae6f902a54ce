"""`pretrained.pt` of Resemblyzer to `ge2e.onnx`, in the working folder.

The encoder: three LSTM layers of 256 cells, the last hidden state through a linear layer, rectified, of unit length
(Wan et al., Generalized End-to-End Loss for Speaker Verification, 2018).
"""

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from .legacy_pickle import read_state

LAYERS = 3
CELLS = 256
BANDS = 40


def _gates(rows: np.ndarray) -> np.ndarray:
    """PyTorch keeps input, forget, cell, output; ONNX wants input, output, forget, cell."""
    entry, forget, cell, out = np.split(rows, 4, axis=0)
    return np.concatenate([entry, out, forget, cell], axis=0)


def _graph(state: dict[str, np.ndarray]) -> onnx.GraphProto:
    constants, nodes = [], []

    def constant(name: str, values) -> str:
        constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    nodes.append(helper.make_node("Transpose", ["mel"], ["layer0"], perm=[1, 0, 2]))
    directions = constant("directions", np.array([1], np.int64))
    for layer in range(LAYERS):
        biases = [_gates(state[f"lstm.bias_{side}_l{layer}"]) for side in ("ih", "hh")]
        inputs = [
            f"layer{layer}",
            constant(f"input_weights{layer}", _gates(state[f"lstm.weight_ih_l{layer}"])[None]),
            constant(f"state_weights{layer}", _gates(state[f"lstm.weight_hh_l{layer}"])[None]),
            constant(f"biases{layer}", np.concatenate(biases)[None]),
        ]
        outputs = [f"all{layer}", f"last{layer}"]
        nodes.append(helper.make_node("LSTM", inputs, outputs, hidden_size=CELLS))
        nodes.append(helper.make_node("Squeeze", [f"all{layer}", directions], [f"layer{layer + 1}"]))
    first = constant("first", np.array([0], np.int64))
    nodes.append(helper.make_node("Squeeze", [f"last{LAYERS - 1}", first], ["hidden"]))
    weights, bias = constant("linear_weight", state["linear.weight"]), constant("linear_bias", state["linear.bias"])
    nodes.append(helper.make_node("Gemm", ["hidden", weights, bias], ["projected"], transB=1))
    nodes.append(helper.make_node("Relu", ["projected"], ["rectified"]))
    nodes.append(helper.make_node("LpNormalization", ["rectified"], ["embedding"], axis=1, p=2))
    return helper.make_graph(
        nodes,
        "ge2e",
        [helper.make_tensor_value_info("mel", TensorProto.FLOAT, ["windows", "frames", BANDS])],
        [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["windows", CELLS])],
        constants,
    )


def main() -> None:
    graph = _graph(read_state(Path("pretrained.pt"), "model_state"))
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.checker.check_model(model)
    onnx.save(model, "ge2e.onnx")


if __name__ == "__main__":
    main()
