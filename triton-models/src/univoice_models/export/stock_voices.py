"""Measures every stock voice with the voiceprint extractor and the recognizer: `stock_voices.npz`, kept with the code.

Run once per set of weights, with UNIVOICE_WEIGHTS set: `python -m univoice_models.export.stock_voices`.
"""

from pathlib import Path

import numpy as np

from ..recognition.recognizer import SpeechRecognizer
from ..settings import Settings, weights_folder
from ..synthesis.intonation import Intonation
from ..synthesis.kokoro import Kokoro, Melody
from ..synthesis.phonemes import Phonemizer
from ..synthesis.stock_voices import MEASURED, TRIED_DEVIATION
from ..synthesis.voice_names import manner_of
from ..voiceprint.extractor import Voiceprint, VoiceprintExtractor
from .clarity import Clarity, heard_at_16k

TEXTS = {
    "en": "The beige hue on the waters of the loch impressed all, including the French queen, before she heard it.",
    "pt": "À noite, vovô Kowalsky vê o ímã cair no pé do pinguim queixoso e vovó põe açúcar no chá de tâmaras.",
}
"""Phonetic pangrams: nearly every sound once. In other languages the voices stand as in English."""


def measure(synthesizer: Path, extractor: Path, recognizer: Path) -> dict[str, np.ndarray]:
    """Columns of the table, one row per voice; voiceprints and spectra for each language first, as the voice sounds in
    it at its own pitch. A foreign one says it in a native voice's manner."""
    kokoro = Kokoro(synthesizer, threads=1)
    listener = VoiceprintExtractor(Settings(extractor))
    clarity = Clarity(kokoro, SpeechRecognizer(Settings(recognizer)))
    phonemizer = Phonemizer()
    phonemes = {language: phonemizer.phonemes(text, language) for language, text in TEXTS.items()}

    def heard(melody: Melody) -> Voiceprint:
        return listener.extract(heard_at_16k(kokoro, melody))

    own = [heard(kokoro.melody(phonemes["en"], voice, 1.0)) for voice in kokoro.voices]
    prints = [
        [
            heard(
                Intonation((usual.pitch.mean, TRIED_DEVIATION)).bent(
                    kokoro.melody(said, voice, 1.0, manner_of(voice, language)), asks=False
                )
            )
            for voice, usual in zip(kokoro.voices, own, strict=True)
        ]
        for language, said in phonemes.items()
    ]
    off = [
        [(print_.pitch.mean - usual.pitch.mean, print_.pitch.deviation) for print_, usual in zip(row, own, strict=True)]
        for row in prints
    ]
    return {
        "ids": np.array(kokoro.voices),
        "pitches": np.array([(print_.pitch.mean, print_.pitch.deviation) for print_ in own], np.float32),
        "loudness": np.array([print_.loudness for print_ in own], np.float32),
        "heard": np.mean(off, axis=0).astype(np.float32),
        "languages": np.array(list(phonemes)),
        "voiceprints": np.array([[print_.embedding for print_ in row] for row in prints]),
        "errors": np.array(
            [
                [
                    clarity.errors(voice, usual.pitch.mean, language)
                    for voice, usual in zip(kokoro.voices, own, strict=True)
                ]
                for language in phonemes
            ],
            np.float32,
        ),
        "spectra": np.array([[print_.spectrum for print_ in row] for row in prints]),
    }


def main() -> None:
    table = measure(
        weights_folder("speech_synthesizer/1.0.0"),
        weights_folder("voiceprint_extractor/1.0.0"),
        weights_folder("speech_recognizer/1.0.0"),
    )
    np.savez_compressed(MEASURED, **table)


if __name__ == "__main__":
    main()
