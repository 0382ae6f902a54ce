"""Measures every stock voice with the voiceprint extractor and the recognizer: `stock_voices.npz`, kept with the code.

Run once per set of weights, with UNIVOICE_WEIGHTS set: `python -m univoice_models.export.stock_voices`.
"""

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from ..recognition.recognizer import SpeechRecognizer
from ..settings import Settings, weights_folder
from ..synthesis.casting import CLIP_FRAMES, CLIPS
from ..synthesis.intonation import Intonation
from ..synthesis.kokoro import Kokoro
from ..synthesis.phonemes import Phonemizer
from ..synthesis.stock_voices import MEASURED, TRIED_DEVIATION, packed
from ..synthesis.voice_names import manner_of
from ..voiceprint.extractor import VoiceprintExtractor
from .clarity import Clarity, heard_at_16k

TEXTS = {
    "en": "The beige hue on the waters of the loch impressed all, including the French queen, before she heard it.",
    "pt": "À noite, vovô Kowalsky vê o ímã cair no pé do pinguim queixoso e vovó põe açúcar no chá de tâmaras.",
}
"""Phonetic pangrams: nearly every sound once. In other languages the voices stand as in English."""


SPOKEN_FRAMES = CLIPS * CLIP_FRAMES
"""Of each voice that are kept as they sound, for fitting its colour: 1.4 MB of bytes."""


def measure(synthesizer: Path, extractor: Path, recognizer: Path) -> dict[str, np.ndarray]:
    """Columns of the table, one row per voice; what is heard for each language first, as the voice sounds in it at its
    own pitch. A foreign one says it in a native voice's manner."""
    kokoro = Kokoro(synthesizer, threads=1)
    listener = VoiceprintExtractor(Settings(extractor))
    clarity = Clarity(kokoro, SpeechRecognizer(Settings(recognizer)))
    said = Phonemizer().phonemes(TEXTS["en"], "en")
    own = [listener.extract(heard_at_16k(kokoro, kokoro.melody(said, voice, 1.0))) for voice in kokoro.voices]
    pitches = np.array([(print_.pitch.mean, print_.pitch.deviation) for print_ in own], np.float32)
    sounds = [list(spoken(kokoro, pitches[:, 0], language)) for language in TEXTS]
    prints = [[listener.extract(pcm) for pcm in row] for row in sounds]
    off = [
        [(print_.pitch.mean - mean, print_.pitch.deviation) for print_, mean in zip(row, pitches[:, 0], strict=True)]
        for row in prints
    ]
    return {
        "ids": np.array(kokoro.voices),
        "pitches": pitches,
        "loudness": np.array([print_.loudness for print_ in own], np.float32),
        "heard": np.mean(off, axis=0).astype(np.float32),
        "languages": np.array(list(TEXTS)),
        "voiceprints": np.array([[print_.embedding for print_ in row] for row in prints]),
        "errors": np.array(
            [
                [
                    clarity.errors(voice, float(mean), language)
                    for voice, mean in zip(kokoro.voices, pitches[:, 0], strict=True)
                ]
                for language in TEXTS
            ],
            np.float32,
        ),
        "spectra": np.array([[print_.spectrum for print_ in row] for row in prints]),
        "spoken": np.array([kept(listener, row) for row in sounds]),
    }


def spoken(kokoro: Kokoro, means: np.ndarray, language: str) -> Iterator[np.ndarray]:
    """INT16[n] at 16 kHz of each voice saying the language's text; means: of ln F0, as the voices have it."""
    said = Phonemizer().phonemes(TEXTS[language], language)
    for voice, mean in zip(kokoro.voices, means, strict=True):
        melody = kokoro.melody(said, voice, 1.0, manner_of(voice, language))
        yield heard_at_16k(kokoro, Intonation((float(mean), TRIED_DEVIATION)).bent(melody, asks=False))


def kept(listener: VoiceprintExtractor, sounds: Iterable[np.ndarray]) -> np.ndarray:
    """UINT8[voices, SPOKEN_FRAMES, 40] of sounds INT16[n] at 16 kHz."""
    return np.array([packed(listener.spoken(pcm)[:SPOKEN_FRAMES]) for pcm in sounds])


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--only-sound", action="store_true", help="the column `spoken`, the others as they are kept")
    synthesizer, extractor, recognizer = (
        weights_folder(f"{role}/1.0.0") for role in ("speech_synthesizer", "voiceprint_extractor", "speech_recognizer")
    )
    if arguments.parse_args().only_sound:
        with np.load(MEASURED) as table:
            columns = dict(table)
        kokoro, listener = Kokoro(synthesizer, threads=1), VoiceprintExtractor(Settings(extractor))
        means = columns["pitches"][:, 0]
        columns["spoken"] = np.array([kept(listener, spoken(kokoro, means, language)) for language in TEXTS])
    else:
        columns = measure(synthesizer, extractor, recognizer)
    np.savez_compressed(MEASURED, **columns)


if __name__ == "__main__":
    main()
