"""Measures in whose voice translations are spoken, over a folder of recordings with one folder per speaker.

UNIVOICE_WEIGHTS=… python -m univoice_models.measure.voices --set DIR [--only likeness,…] [--json FILE]
"""

import argparse
import json
import time
from functools import lru_cache
from pathlib import Path

from ..recognition.recognizer import SpeechRecognizer
from ..settings import Settings, weights_folder
from ..synthesis.synthesizer import SpeechSynthesizer
from ..voiceprint.extractor import VoiceprintExtractor
from .intelligibility import intelligibility
from .likeness import likeness
from .session import first_sound, identity
from .speakers import speakers
from .utterances import evenness, questions, utterances

LANGUAGES = ("en", "pt")


def measure(folder: Path, only: list[str], threads: int) -> dict:
    """Everything asked for, by name."""
    synthesizer = SpeechSynthesizer(Settings(weights_folder("speech_synthesizer/1.0.0"), threads=threads))
    extractor = VoiceprintExtractor(Settings(weights_folder("voiceprint_extractor/1.0.0")))
    known = speakers(folder, extractor)
    groups = {
        "firstSound": lambda language: first_sound(known, synthesizer, language),
        "questions": lambda language: questions(known, synthesizer, language),
        "evenness": lambda language: evenness(known, synthesizer, language),
        "likeness": lambda language: likeness(known, synthesizer, extractor, language),
        "utterances": lambda language: utterances(known, synthesizer, extractor, language),
        "identity": lambda language: identity(known, synthesizer, extractor, language),
        "intelligibility": lambda language: intelligibility(known, synthesizer, _recognizer(), language),
    }
    return {name: [groups[name](language) for language in LANGUAGES] for name in only or groups}


@lru_cache(maxsize=1)
def _recognizer() -> SpeechRecognizer:
    """Weights of every language with Whisper: a recognizer per language would compare less alike."""
    return SpeechRecognizer(Settings(weights_folder("speech_recognizer/1.0.0")))


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
