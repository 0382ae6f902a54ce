"""`kokoro-v1.0.int8.onnx` to `kokoro-melody.onnx` and `kokoro-sound.onnx`, in the working folder: Kokoro in two halves
(`halves`) with bounded durations and fewer passes (`fused_synthesizer`).

Kokoro gives the padding after a text and its last full stop up to 0.2 s, which is as dear to make as speech and is
thrown away afterwards. The new input `longest` FP32[tokens] caps how long each token may be, in frames of 25 ms,
before the sound is made.
"""

import onnx
from onnx import TensorProto, helper

from .fused_synthesizer import normalizations_in_one, spectrum_as_convolution
from .halves import halves

DURATIONS = "/encoder/Clip_output_0"


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
    model = add_longest_input(onnx.load("kokoro-v1.0.int8.onnx"))
    melody, sound = halves(spectrum_as_convolution(normalizations_in_one(model)))
    onnx.save(melody, "kokoro-melody.onnx")
    onnx.save(sound, "kokoro-sound.onnx")


if __name__ == "__main__":
    main()
