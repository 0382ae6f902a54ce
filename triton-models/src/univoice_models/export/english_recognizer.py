"""`encoder_model.ort` and `decoder_model_merged.ort` of Moonshine base to `encoder.onnx` and `decoder.onnx`, in the
working folder.

The package keeps weights as bytes and turns them into floats in every run, which takes longer than the run itself. Here
they are turned once, and then the matrices are quantized so that they are multiplied as bytes: four times as fast as
the package's files, with one word in a hundred fewer right (11.9 against 11.1 % errors on LibriSpeech test-other).
"""

from pathlib import Path

import onnx
import onnxruntime
from onnxruntime.quantization import QuantType, quantize_dynamic

MODELS = {"encoder_model.ort": "encoder.onnx", "decoder_model_merged.ort": "decoder.onnx"}


def _passed_through(source: Path, target: Path, level: onnxruntime.GraphOptimizationLevel) -> onnx.ModelProto:
    """What ONNX Runtime makes of a model, as ONNX of the standard operators."""
    options = onnxruntime.SessionOptions()
    options.optimized_model_filepath = str(target)
    options.graph_optimization_level = level
    options.add_session_config_entry("session.save_model_format", "ONNX")
    onnxruntime.InferenceSession(str(source), options, ["CPUExecutionProvider"])
    model = onnx.load(target)
    _name(model.graph, "main")
    standard = [used for used in model.opset_import if used.domain == ""]
    del model.opset_import[:]
    model.opset_import.extend(standard)
    onnx.save(model, target)
    return model


def _name(graph: onnx.GraphProto, name: str) -> None:
    """ONNX wants a name for every graph; ONNX Runtime forgets them."""
    graph.name = graph.name or name
    for node in graph.node:
        for attribute in node.attribute:
            if attribute.type == onnx.AttributeProto.GRAPH:
                _name(attribute.g, attribute.name)


def main() -> None:
    levels = onnxruntime.GraphOptimizationLevel
    work = Path("work.onnx")
    for source, target in MODELS.items():
        _passed_through(Path(source), work, levels.ORT_DISABLE_ALL)
        quantize_dynamic(
            _passed_through(work, work, levels.ORT_ENABLE_BASIC),
            target,
            per_channel=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul"],
            extra_options={"EnableSubgraph": True, "MatMulConstBOnly": True},
        )
    work.unlink()


if __name__ == "__main__":
    main()
