"""Word errors in noise, with hum taken out and without: `python -m univoice_models.measure.noise --set DIR`.

Prints a line for each noise and level: percent of words wrong without and with, and the mean of the measured ratio.
"""

import argparse
from pathlib import Path

import numpy as np

from ..recognition.noise import speech_to_noise
from . import noises
from .transcripts import Utterance, compared, english_and_whisper, pcm, utterances, words

KINDS = ("hum", "music", "babble", "pink")


def mix(kind: str, decibels: float, each: Utterance, seed: int, others: list[Utterance]) -> np.ndarray:
    count = each.wave.size
    if kind == "babble":
        noise = noises.babble(count, seed, [other.wave for other in others if other.speaker != each.speaker])
    else:
        noise = getattr(noises, kind)(count, seed)
    return noises.mixed(each.wave, noise, decibels)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--set", type=Path, required=True)
    asked.add_argument("--each-speaker", type=int, default=6)
    asked.add_argument("--noises", default=",".join(KINDS))
    asked.add_argument("--decibels", default="10,5,0")
    given = asked.parse_args()
    everybody = utterances(given.set)
    chosen = utterances(given.set, given.each_speaker)
    recognizer = english_and_whisper()
    print("noise\tdB\twithout\twith\tmeasured dB")
    for kind in given.noises.split(","):
        for decibels in map(float, given.decibels.split(",")):
            mixes = [(each, mix(kind, decibels, each, seed, everybody)) for seed, each in enumerate(chosen)]
            ratios = [speech_to_noise(wave) for _, wave in mixes]
            rates = [_rate(recognizer, mixes, reduces) for reduces in (False, True)]
            print(f"{kind}\t{decibels:.0f}\t{rates[0]:.1f}\t{rates[1]:.1f}\t{np.nanmean(ratios):.1f}", flush=True)


def _rate(recognizer, mixes: list[tuple[Utterance, np.ndarray]], reduces: bool) -> float:
    wrong = count = 0
    for each, wave in mixes:
        truth = words(each.text)
        said = recognizer.recognize(pcm(wave), "en", "transcribe", True, False, reduces_noise=reduces)
        wrong += compared(truth, words(said.text))[0]
        count += len(truth)
    return 100 * wrong / count


if __name__ == "__main__":
    main()
