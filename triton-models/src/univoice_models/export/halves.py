"""Cuts Kokoro's graph between what is said how (durations, pitch, energy) and the sound of it.

Kokoro (StyleTTS 2, Li et al. 2023) predicts for each text how long every phoneme lasts, a curve of F0 and a curve of
energy, and its decoder makes sound of them. Cut there, the curves can be read and bent before any sound is made: no
vocoder afterwards, no cost, no artefacts of one. The first half takes a twelfth of the time.
"""

import onnx
from onnx import TensorProto, helper

from .graph import needed

BETWEEN = {
    "/encoder/F0_proj/Conv_output_0": ("f0", [1, 1, "half_frames"]),
    "/encoder/N_proj/Conv_output_0": ("energy", [1, 1, "half_frames"]),
    "/encoder/MatMul_1_output_0": ("sounds", [1, 512, "frames"]),
}
"""Names in the exported graph, and ours: F0 in Hz every 12.5 ms, energy likewise, phonemes' features every 25 ms."""
DURATIONS = ("/encoder/Clip_output_0", ("durations", [1, "tokens_length"]))
"""Frames of 25 ms that each token lasts."""


def halves(model: onnx.ModelProto) -> tuple[onnx.ModelProto, onnx.ModelProto]:
    """Tokens, style and speed to curves; and curves and style to sound. Raises ValueError when a curve is missing."""
    made = {output for node in model.graph.node for output in node.output}
    renamed = {**BETWEEN, DURATIONS[0]: DURATIONS[1]}
    missing = renamed.keys() - made
    if missing:
        raise ValueError(f"The graph makes no {', '.join(sorted(missing))}.")
    for node in model.graph.node:
        for names in (node.input, node.output):
            names[:] = [renamed[name][0] if name in renamed else name for name in names]
    curves = [_value(*value) for value in BETWEEN.values()]
    inputs = list(model.graph.input)
    melody = _half(model, inputs, [*curves, _value(*DURATIONS[1])])
    return melody, _half(model, [*inputs, *curves], list(model.graph.output))


def _value(name: str, shape: list) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)


def _half(model: onnx.ModelProto, inputs: list, outputs: list) -> onnx.ModelProto:
    """The nodes that `outputs` need, as far back as `inputs`."""
    given = {value.name for value in inputs}
    nodes = [node for node in model.graph.node if not given.intersection(node.output)]
    kept, wanted = needed(nodes, [value.name for value in outputs])
    graph = helper.make_graph(
        kept,
        model.graph.name,
        [value for value in inputs if value.name in wanted],
        outputs,
        [value for value in model.graph.initializer if value.name in wanted],
    )
    return helper.make_model(graph, opset_imports=model.opset_import, ir_version=model.ir_version)
