"""Models on their real weights; without weights there is nothing to test, so that is an error and not a skip."""

import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from univoice_models.settings import WEIGHTS_VARIABLE, Settings, weights_folder

RECORDINGS = Path(__file__).parent / "recordings"


def pytest_configure(config):
    if not os.environ.get(WEIGHTS_VARIABLE):
        raise pytest.UsageError(f"{WEIGHTS_VARIABLE} must name the folder that holds the weights of weights.lock.")


def settings(role: str, threads: int = 1, english: str = "") -> Settings:
    english_weights = weights_folder(f"{english}/1.0.0") if english else None
    return Settings(weights_folder(f"{role}/1.0.0"), threads=threads, english_weights=english_weights)


def recording(name: str) -> np.ndarray:
    """INT16[n], 16 kHz mono."""
    return soundfile.read(RECORDINGS / name, dtype="int16")[0]


def word_errors(truth: str, heard: str) -> float:
    """Levenshtein distance in words over the words of the truth; case and punctuation do not count."""
    wanted, said = (
        ["".join(filter(str.isalnum, word)) for word in text.lower().replace("-", " ").split()]
        for text in (truth, heard)
    )
    row = list(range(len(said) + 1))
    for index, word in enumerate(wanted, start=1):
        previous, row[0] = row[0], index
        for column, other in enumerate(said, start=1):
            previous, row[column] = row[column], min(previous + (word != other), row[column] + 1, row[column - 1] + 1)
    return row[-1] / max(1, len(wanted))


@pytest.fixture(scope="session")
def recognizer():
    from univoice_models.recognition.recognizer import SpeechRecognizer

    return SpeechRecognizer(settings("speech_recognizer", english="english_recognizer"))


@pytest.fixture(scope="session")
def extractor():
    from univoice_models.voiceprint.extractor import VoiceprintExtractor

    return VoiceprintExtractor(settings("voiceprint_extractor"))


@pytest.fixture(scope="session")
def translator():
    from univoice_models.translation.translator import Translator

    weights = replace(settings("translator"), entity_weights=weights_folder("entity_recognizer/3.8.0"))
    return Translator(weights)


@pytest.fixture(scope="session")
def synthesizer():
    from univoice_models.synthesis.synthesizer import SpeechSynthesizer

    listening = weights_folder("voiceprint_extractor/1.0.0")
    return SpeechSynthesizer(replace(settings("speech_synthesizer", threads=2), listening_weights=listening))
