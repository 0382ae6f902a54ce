"""Measures every stock voice with the voiceprint extractor: `stock_voices.npz`, which is kept with the source.

Run once per set of weights, with UNIVOICE_WEIGHTS set: `python -m univoice_models.export.stock_voices`.
"""

from pathlib import Path

import numpy as np

from ..audio import RECOGNITION_HZ, to_pcm
from ..settings import Settings, weights_folder
from ..synthesis.kokoro import RATE_HZ, Kokoro
from ..synthesis.phonemes import Phonemizer
from ..synthesis.stock_voices import MEASURED
from ..voiceprint.extractor import VoiceprintExtractor

TEXT = "The beige hue on the waters of the loch impressed all, including the French queen, before she heard it."
"""A phonetic pangram of English: nearly every sound once."""


def resampled(wave: np.ndarray, source_hz: int, target_hz: int) -> np.ndarray:
    """`wave` at another rate, band-limited, by its Fourier transform (whole clips only: it treats them as periodic)."""
    size = int(round(wave.size * target_hz / source_hz))
    bins = np.fft.rfft(wave)
    kept = np.zeros(size // 2 + 1, bins.dtype)
    shared = min(bins.size, kept.size)
    kept[:shared] = bins[:shared]
    return (np.fft.irfft(kept, size) * (size / wave.size)).astype(np.float32)


def measure(synthesizer: Path, extractor: Path) -> dict[str, np.ndarray]:
    """Columns of the table, one row per voice."""
    kokoro = Kokoro(synthesizer, threads=1)
    listener = VoiceprintExtractor(Settings(extractor))
    phonemes = Phonemizer().phonemes(TEXT, "en")
    prints = []
    for voice in kokoro.voices:
        sound = resampled(kokoro.sound(kokoro.melody(phonemes, voice, 1.0)), RATE_HZ, RECOGNITION_HZ)
        prints.append(listener.extract(to_pcm(sound)))
    return {
        "ids": np.array(kokoro.voices),
        "voiceprints": np.stack([print_.embedding for print_ in prints]),
        "pitches": np.array([(print_.pitch.mean, print_.pitch.deviation) for print_ in prints], np.float32),
        "spectra": np.stack([print_.spectrum for print_ in prints]),
        "loudness": np.array([print_.loudness for print_ in prints], np.float32),
    }


def main() -> None:
    table = measure(weights_folder("speech_synthesizer/1.0.0"), weights_folder("voiceprint_extractor/1.0.0"))
    np.savez_compressed(MEASURED, **table)


if __name__ == "__main__":
    main()
