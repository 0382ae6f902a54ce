"""How ONNX models are run: on so many threads, on the GPU when there is one to use."""

from pathlib import Path

import onnxruntime


def session(model: Path, threads: int, device: str) -> onnxruntime.InferenceSession:
    """A model ready to run. Its threads sleep while they wait: the cores are shared with other models."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    providers = ["CUDAExecutionProvider"] if device == "cuda" else []
    return onnxruntime.InferenceSession(str(model), options, [*providers, "CPUExecutionProvider"])
