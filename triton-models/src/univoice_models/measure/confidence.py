"""Fits and judges the calibration of confidences: `python -m univoice_models.measure.confidence --set DIR`.

Every recording is recognized as it is, every second one also in pink noise at 5 dB, so that there is something to be
wrong about. Each speaker's words are judged by what was fitted to the other speakers'. Printed for each recognizer: the
fit to all, the expected calibration error (Guo et al., On Calibration of Modern Neural Networks, 2017; ten bins of one
width) of words and of segments before and after, and the reliability table after.
"""

import argparse
from pathlib import Path

import numpy as np

from ..recognition.calibration import Calibration, log_odds
from . import noises
from .transcripts import compared, english_and_whisper, pcm, utterances, whisper_alone, words

BINS = 10
NOISE_DB = 5.0


def collected(recognizer, each, seed: int, noisy: bool) -> tuple[list[float], list[bool]]:
    """Raw confidence of every word that was written, and whether it is right."""
    wave = noises.mixed(each.wave, noises.pink(each.wave.size, seed), NOISE_DB) if noisy else each.wave
    said = recognizer.recognize(pcm(wave), "en", "transcribe", True, True)
    parts = [(word.raw_confidence, part) for word in said.words for part in words(word.text)]
    _, right = compared(words(each.text), [part for _, part in parts])
    return [raw for raw, _ in parts], right


def fitted(raw: np.ndarray, right: np.ndarray) -> Calibration:
    """Newton's method on the likelihood; Platt's targets keep it from being certain."""
    odds = np.array([log_odds(value) for value in raw])
    count = right.sum()
    target = np.where(right, (count + 1) / (count + 2), 1 / (right.size - count + 2))
    design = np.stack([odds, np.ones_like(odds)], axis=1)
    line = np.array([1.0, 0.0])
    for _ in range(50):
        guess = 1 / (1 + np.exp(-design @ line))
        weight = np.maximum(guess * (1 - guess), 1e-9)
        line += np.linalg.solve((design.T * weight) @ design, design.T @ (target - guess))
    return Calibration(round(float(line[0]), 3), round(float(line[1]), 3))


def calibration_error(said: np.ndarray, right: np.ndarray) -> float:
    places = np.minimum(BINS - 1, (said * BINS).astype(int))
    gaps = [abs(said[places == b].sum() - right[places == b].sum()) for b in range(BINS)]
    return float(sum(gaps) / said.size)


def judged(name: str, segments: list[tuple[str, list[float], list[bool]]]) -> None:
    raw, right = (np.concatenate([each[place] for each in segments]) for place in (1, 2))
    after = []
    for speaker, own, _ in segments:
        others = [each for each in segments if each[0] != speaker]
        fit = fitted(*(np.concatenate([each[place] for each in others]) for place in (1, 2)))
        after.append(np.array([fit.probability(value) for value in own]))
    told = np.concatenate(after)
    print(f"{name}: {raw.size} words, {100 * right.mean():.1f} % right; {fitted(raw, right)}")
    print(f"  words: error before {calibration_error(raw, right):.3f}, after {calibration_error(told, right):.3f}")
    before, later, share = (
        np.array([np.mean(each) for each in kind])
        for kind in ([each[1] for each in segments], after, [each[2] for each in segments])
    )
    print(
        f"  segments: error before {calibration_error(before, share):.3f}, after {calibration_error(later, share):.3f}"
    )
    places = np.minimum(BINS - 1, (told * BINS).astype(int))
    for b in range(BINS):
        inside = places == b
        if inside.any():
            figures = f"said {told[inside].mean():.2f}, right {right[inside].mean():.2f} of {inside.sum()}"
            print(f"  {b / BINS:.1f} to {(b + 1) / BINS:.1f}: {figures}")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--set", type=Path, required=True)
    given = asked.parse_args()
    everybody = utterances(given.set)
    for name, recognizer in (("MOONSHINE", english_and_whisper()), ("WHISPER", whisper_alone())):
        segments = []
        for noisy in (False, True):
            for seed, each in enumerate(everybody):
                if not noisy or seed % 2 == 0:
                    raw, right = collected(recognizer, each, seed, noisy)
                    if raw:
                        segments.append((each.speaker, raw, right))
        judged(name, segments)


if __name__ == "__main__":
    main()
