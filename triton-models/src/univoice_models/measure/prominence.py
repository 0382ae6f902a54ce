"""Which word of a recording stands out, as the job's `emphasis/ProminenceReader` tells it, to measure with.

UNIVOICE_WEIGHTS=… python -m univoice_models.measure.prominence --set DIR [--language en]

Over a folder with one folder of recordings per speaker: how many words are told as stressed. Function words count like
others here; in the job they must stand out farther.
"""

import argparse
import json
from pathlib import Path

import numpy as np

from ..audio import to_pcm
from ..recognition.recognizer import SpeechRecognizer
from ..recognition.words import Word
from ..settings import Settings, weights_folder
from ..voiceprint.extractor import LONGEST_SECONDS, VoiceprintExtractor
from .speakers import SUFFIXES, heard_at_16k

STEP_MILLIS, PEAK_DELAY_MILLIS = 20, 40
FEWEST_WORDS, FEWEST_OTHERS, FEWEST_VOICED, FEWEST_POINTS = 4, 3, 10, 3
OCTAVE_GUARD = 0.5
PEAK = 90
LEAST_SPREAD = (0.10, 2.5, 0.25)
WEIGHTS = (0.5, 0.3, 0.2)
LOWEST, HIGHEST = -3.0, 4.0
THRESHOLD, AHEAD = 1.4, 0.4
LETTERS_MORE = 2


def scores(words: list[Word], curves: np.ndarray) -> np.ndarray:
    """FP64[words]: how far each stands out, in standard deviations of the others, -inf for one whose pitch is not
    known; FP64[0] where there is nothing to tell. curves: as of `Voiceprint`."""
    pitch = curves[:, 0].astype(np.float64)
    known = np.sort(pitch[np.isfinite(pitch)])
    with np.errstate(invalid="ignore"):
        voiced = (
            np.flatnonzero(np.abs(pitch - known[known.size // 2]) < OCTAVE_GUARD) if known.size else np.zeros(0, int)
        )
    if len(words) < FEWEST_WORDS or voiced.size < FEWEST_VOICED:
        return np.zeros(0)
    moved = [_without_fall(pitch, voiced), _without_fall(curves[:, 1].astype(np.float64), voiced)]
    measures = np.full((3, len(words)), np.nan)
    for place, word in enumerate(words):
        first = (word.start_millis + PEAK_DELAY_MILLIS) // STEP_MILLIS
        own = voiced[(voiced >= first) & (voiced < np.ceil((word.end_millis + PEAK_DELAY_MILLIS) / STEP_MILLIS))]
        if own.size >= FEWEST_POINTS:
            measures[:2, place] = [np.percentile(one[own], PEAK) for one in moved]
        letters = sum(map(str.isalpha, word.text)) + LETTERS_MORE
        measures[2, place] = np.log(max(2 * STEP_MILLIS, word.end_millis - word.start_millis) / letters)
    found = [
        sum(weight * _stands_out(measures, row, place) for row, weight in enumerate(WEIGHTS))
        for place in range(len(words))
    ]
    return np.where(np.isnan(measures[0]), -np.inf, found)


def stressed(words: list[Word], curves: np.ndarray) -> int | None:
    """The place of the word that is told as stressed, if one is."""
    found = scores(words, curves)
    if found.size == 0:
        return None
    best, second = np.sort(found)[::-1][:2]
    return int(np.argmax(found)) if best > THRESHOLD and best - second > AHEAD else None


def _stands_out(measures: np.ndarray, row: int, place: int) -> float:
    is_length, last = row == 2, measures.shape[1] - 1
    others = np.delete(measures[row], [place, last] if is_length else place)
    others = others[np.isfinite(others)]
    if others.size < FEWEST_OTHERS or np.isnan(measures[row, place]):
        return 0.0
    out = (measures[row, place] - others.mean()) / max(LEAST_SPREAD[row], others.std())
    # The last word of an utterance is drawn out without being stressed.
    return 0.0 if is_length and place == last and out > 0 else float(np.clip(out, LOWEST, HIGHEST))


def _without_fall(values: np.ndarray, voiced: np.ndarray) -> np.ndarray:
    slope = float(np.polyfit(voiced, values[voiced], 1)[0])
    return values - min(0.0, slope) * np.arange(values.size)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--set", type=Path, required=True, help="folder with one folder of recordings per speaker")
    arguments.add_argument("--language", default="en")
    chosen = arguments.parse_args()
    english = weights_folder("english_recognizer/1.0.0") if chosen.language == "en" else None
    recognizer = SpeechRecognizer(Settings(weights_folder("speech_recognizer/1.0.0"), english_weights=english))
    extractor = VoiceprintExtractor(Settings(weights_folder("voiceprint_extractor/1.0.0")))
    recordings, said, told = 0, 0, []
    for file in sorted(path for path in chosen.set.glob("*/*") if path.suffix in SUFFIXES):
        pcm = to_pcm(heard_at_16k(file))[: int(LONGEST_SECONDS * 16_000)]
        words = recognizer.recognize(pcm, chosen.language, "transcribe", True, True).words
        place = stressed(words, extractor.extract(pcm).curves)
        recordings, said = recordings + 1, said + len(words)
        told += [] if place is None else [words[place].text.strip()]
    print(
        json.dumps({"recordings": recordings, "words": said, "stressed": len(told), "which": told}, ensure_ascii=False)
    )


if __name__ == "__main__":
    main()
