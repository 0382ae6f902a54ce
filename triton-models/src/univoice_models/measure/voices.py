"""Measures in whose voice translations are spoken, over a folder of recordings with one folder per speaker.

    UNIVOICE_WEIGHTS=… python -m univoice_models.measure.voices --set DIR [--only likeness,…] [--json FILE]
"""

import argparse
import json
import time
from pathlib import Path

from ..settings import Settings, weights_folder
from ..synthesis.synthesizer import SpeechSynthesizer
from ..voiceprint.extractor import VoiceprintExtractor
from .likeness import likeness
from .speakers import speakers

LANGUAGES = ("en", "pt")


def measure(folder: Path, only: list[str], threads: int) -> dict:
    """Everything asked for, by name."""
    synthesizer = SpeechSynthesizer(Settings(weights_folder("speech_synthesizer/1.0.0"), threads=threads))
    extractor = VoiceprintExtractor(Settings(weights_folder("voiceprint_extractor/1.0.0")))
    known = speakers(folder, extractor)
    groups = {
        "likeness": lambda: [likeness(known, synthesizer, extractor, language) for language in LANGUAGES],
    }
    return {name: groups[name]() for name in only or groups}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--set", type=Path, required=True, help="folder with one folder of recordings per speaker")
    arguments.add_argument("--only", default="", help="groups to measure, with commas between")
    arguments.add_argument("--json", type=Path, help="where to write the figures")
    arguments.add_argument("--threads", type=int, default=2)
    chosen = arguments.parse_args()
    begun = time.monotonic()
    found = measure(chosen.set, [name for name in chosen.only.split(",") if name], chosen.threads)
    text = json.dumps({**found, "seconds": round(time.monotonic() - begun, 1)}, indent=1, ensure_ascii=False)
    if chosen.json:
        chosen.json.write_text(text + "\n")
    print(text)


if __name__ == "__main__":
    main()
