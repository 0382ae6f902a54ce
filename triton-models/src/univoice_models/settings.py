"""How one model is configured: its weights, device and threads."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

WEIGHTS_VARIABLE = "UNIVOICE_WEIGHTS"
FURTHER_WEIGHTS = ("english_weights", "cloning_weights", "entity_weights", "listening_weights")
"""Those that a model may do without."""


@dataclass(frozen=True)
class Settings:
    """What `config.pbtxt` says about a model.

    weights: folder of the weights, absolute; in `config.pbtxt` it is given below the folder that the environment
        variable UNIVOICE_WEIGHTS names (`speech_recognizer/1.0.0`).
    device: `cpu` or `cuda`.
    compute_type: number format of CTranslate2 models (`int8`, `float16`, …).
    threads: threads that one instance computes with.
    english_weights: folder of the weights for English, where a model has some of its own; absolute.
    cloning_weights: folder of the weights that clone voices, where there are some; absolute.
    entity_weights: folder of the weights that find names in a text, where a model is asked for them; absolute.
    listening_weights: folder of the voiceprint extractor's weights, where a model listens to itself; absolute.
    """

    weights: Path
    device: str = "cpu"
    compute_type: str = "int8"
    threads: int = 1
    english_weights: Path | None = None
    cloning_weights: Path | None = None
    entity_weights: Path | None = None
    listening_weights: Path | None = None

    @property
    def version(self) -> str:
        """Semantic version of the weights: the name of their folder."""
        return self.weights.name

    @staticmethod
    def from_triton(args: dict) -> "Settings":
        """Reads the arguments that Triton gives to `initialize`."""
        parameters = json.loads(args["model_config"])["parameters"]
        given = {key: value["string_value"] for key, value in parameters.items()}
        return Settings(
            weights=weights_folder(given["weights"]),
            device=given.get("device", "cpu"),
            compute_type=given.get("compute_type", "int8"),
            threads=int(given.get("threads", "1")),
            **{name: weights_folder(given[name]) for name in FURTHER_WEIGHTS if given.get(name)},
        )


def weights_folder(below: str) -> Path:
    """Absolute folder of some weights; raises FileNotFoundError with a sentence when they are not there."""
    root = os.environ.get(WEIGHTS_VARIABLE)
    if not root:
        raise FileNotFoundError(f"{WEIGHTS_VARIABLE} does not name the folder that holds the weights.")
    folder = Path(root) / below
    if not folder.is_dir():
        raise FileNotFoundError(f"The weights {below} are not in {root}.")
    return folder
