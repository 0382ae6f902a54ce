"""`kokoro-v1.0.int8.onnx` to `kokoro-lean.onnx`, in the working folder: Kokoro with pitch and durations as inputs, and
fewer passes (`fused_synthesizer`).

Kokoro (StyleTTS 2) predicts an F0 curve in Hz and gives it to its decoder. This step puts
`F0' = exp(intercept + slope * ln F0)` between the two, for voiced frames only, so that a voice is moved to a
speaker's mean and variance inside the model: no vocoder afterwards, no cost, no artefacts of one.
The new input `pitch` FP32[2] holds intercept and slope; `[0, 1]` changes nothing.

Kokoro also gives the padding after a text and its last full stop up to 0.2 s, which is as dear to make as speech and is
thrown away afterwards. The new input `longest` FP32[tokens] caps how long each token may be, in frames of 25 ms,
before the sound is made.
"""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from .fused_synthesizer import normalizations_in_one, spectrum_as_convolution

CURVE = "/encoder/F0_proj/Conv_output_0"
DURATIONS = "/encoder/Clip_output_0"
VOICED_HZ = 10.0
"""The decoder's own threshold (voiced_threshold of its sine generator)."""


def add_pitch_input(model: onnx.ModelProto) -> onnx.ModelProto:
    """Adds the input `pitch` to Kokoro's graph; raises ValueError when the F0 curve is not where it is expected."""
    graph = model.graph
    makers = [index for index, node in enumerate(graph.node) if CURVE in node.output]
    if len(makers) != 1:
        raise ValueError(f"The graph has no single node that makes {CURVE}.")
    maker = graph.node[makers[0]]
    maker.output[list(maker.output).index(CURVE)] = "f0_predicted"
    constants = {
        "pitch_voiced_hz": np.array(VOICED_HZ, np.float32),
        "pitch_intercept_index": np.array(0, np.int64),
        "pitch_slope_index": np.array(1, np.int64),
    }
    graph.initializer.extend(numpy_helper.from_array(value, name) for name, value in constants.items())
    chain = [
        ("Gather", ["pitch", "pitch_intercept_index"], "pitch_intercept"),
        ("Gather", ["pitch", "pitch_slope_index"], "pitch_slope"),
        ("Max", ["f0_predicted", "pitch_voiced_hz"], "f0_positive"),
        ("Log", ["f0_positive"], "f0_log"),
        ("Mul", ["f0_log", "pitch_slope"], "f0_stretched"),
        ("Add", ["f0_stretched", "pitch_intercept"], "f0_shifted"),
        ("Exp", ["f0_shifted"], "f0_moved"),
        ("Greater", ["f0_predicted", "pitch_voiced_hz"], "f0_voiced"),
        ("Where", ["f0_voiced", "f0_moved", "f0_predicted"], CURVE),
    ]
    for offset, (kind, inputs, output) in enumerate(chain, start=1):
        graph.node.insert(makers[0] + offset, helper.make_node(kind, inputs, [output], name=f"univoice/{output}"))
    graph.input.append(helper.make_tensor_value_info("pitch", TensorProto.FLOAT, [2]))
    return model


def add_longest_input(model: onnx.ModelProto) -> onnx.ModelProto:
    """Adds the input `longest`; raises ValueError when the durations are not where they are expected."""
    graph = model.graph
    makers = [index for index, node in enumerate(graph.node) if DURATIONS in node.output]
    if len(makers) != 1:
        raise ValueError(f"The graph has no single node that makes {DURATIONS}.")
    maker = graph.node[makers[0]]
    maker.output[list(maker.output).index(DURATIONS)] = "durations_predicted"
    node = helper.make_node("Min", ["durations_predicted", "longest"], [DURATIONS], name="univoice/durations")
    graph.node.insert(makers[0] + 1, node)
    graph.input.append(helper.make_tensor_value_info("longest", TensorProto.FLOAT, ["tokens_length"]))
    return model


def main() -> None:
    model = add_longest_input(add_pitch_input(onnx.load("kokoro-v1.0.int8.onnx")))
    onnx.save(spectrum_as_convolution(normalizations_in_one(model)), "kokoro-lean.onnx")


if __name__ == "__main__":
    main()
