"""Measures in whose voice translations are spoken, over a folder of recordings with one folder per speaker.

UNIVOICE_WEIGHTS=… python -m univoice_models.measure.voices --set DIR [--only likeness,…] [--json FILE]
"""

import argparse
import json
import time
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from ..recognition.recognizer import SpeechRecognizer
from ..settings import Settings, weights_folder
from ..synthesis.synthesizer import SpeechSynthesizer
from ..voiceprint.extractor import VoiceprintExtractor
from .emphasis import emphasis
from .intelligibility import intelligibility
from .likeness import likeness
from .session import first_sound, identity
from .speakers import speakers
from .utterances import evenness, questions, utterances


def measure(folder: Path, only: list[str], languages: list[str], threads: int) -> Iterator[tuple[str, dict]]:
    """Everything asked for, group and figures, one language after another."""
    listening = weights_folder("voiceprint_extractor/1.0.0")
    synthesizer = SpeechSynthesizer(
        Settings(weights_folder("speech_synthesizer/1.0.0"), threads=threads, listening_weights=listening)
    )
    extractor = VoiceprintExtractor(Settings(listening))
    known = speakers(folder, extractor)
    groups = {
        "firstSound": lambda language: first_sound(known, synthesizer, language),
        "questions": lambda language: questions(known, synthesizer, language),
        "evenness": lambda language: evenness(known, synthesizer, language),
        "likeness": lambda language: likeness(known, synthesizer, extractor, language),
        "utterances": lambda language: utterances(known, synthesizer, extractor, language),
        "identity": lambda language: identity(known, synthesizer, extractor, language),
        "emphasis": lambda language: emphasis(known, synthesizer, extractor, _recognizer(), language),
        "intelligibility": lambda language: intelligibility(known, synthesizer, _recognizer(), language),
    }
    for name in only or groups:
        for language in languages:
            yield name, groups[name](language)


@lru_cache(maxsize=1)
def _recognizer() -> SpeechRecognizer:
    """Weights of every language with Whisper: a recognizer per language would compare less alike."""
    return SpeechRecognizer(Settings(weights_folder("speech_recognizer/1.0.0")))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--set", type=Path, required=True, help="folder with one folder of recordings per speaker")
    arguments.add_argument("--only", default="", help="groups to measure, with commas between")
    arguments.add_argument("--languages", default="en,pt", help="languages to speak, with commas between")
    arguments.add_argument("--json", type=Path, help="where to write the figures")
    arguments.add_argument("--threads", type=int, default=2)
    chosen = arguments.parse_args()
    begun = time.monotonic()
    only = [name for name in chosen.only.split(",") if name]
    found: dict[str, list] = {}
    for name, figures in measure(chosen.set, only, chosen.languages.split(","), chosen.threads):
        found.setdefault(name, []).append(figures)
        print(json.dumps({name: figures}, ensure_ascii=False), flush=True)
        if chosen.json:
            seconds = round(time.monotonic() - begun, 1)
            chosen.json.write_text(json.dumps({**found, "seconds": seconds}, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
