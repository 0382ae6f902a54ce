"""Words written where nobody speaks: `python -m univoice_models.measure.phantoms --voice-activity silero.onnx`.

Minutes of silence, noise, hum and music go the way of a track: voice activity opens segments as the job's segmenter
does, the recognizer identifies and writes them, and what the job's guard drops is dropped. The file is the job's own
(`flink-job/src/main/resources/…/voiceactivity`). Printed for each sound: the highest probability of voice, segments,
words.
"""

import argparse
from pathlib import Path

import numpy as np

from ..onnx_session import session
from . import noises
from .transcripts import english_and_whisper, pcm

KINDS = ("silence", "white", "pink", "hum", "music")
WINDOW, BEFORE = 512, 64
VOICED, STILL_VOICED = 0.5, 0.35
OPENS_WINDOWS, CLOSES_WINDOWS, LONGEST_WINDOWS = 4, 16, 468
PRE_ROLL = 6_400


def voice(model, wave: np.ndarray) -> np.ndarray:
    """Probability of voice in each window of 32 ms."""
    state, before, found = np.zeros((2, 1, 128), np.float32), np.zeros(BEFORE, np.float32), []
    rate = np.array(noises.RATE, np.int64)
    for start in range(0, wave.size - WINDOW + 1, WINDOW):
        window = wave[start : start + WINDOW]
        given = {"input": np.concatenate([before, window])[None].astype(np.float32), "state": state, "sr": rate}
        probability, state = model.run(None, given)
        found.append(float(probability.reshape(-1)[0]))
        before = window[-BEFORE:]
    return np.array(found)


def segments(voiced: np.ndarray) -> list[tuple[int, int]]:
    """First and last window of each segment."""
    found, start, streak, silent = [], None, 0, 0
    for place, probability in enumerate(voiced):
        if start is None:
            streak = streak + 1 if probability >= VOICED else 0
            if streak == OPENS_WINDOWS:
                start, silent = place - streak + 1, 0
            continue
        silent = 0 if probability >= STILL_VOICED else silent + 1
        if silent == CLOSES_WINDOWS or place - start == LONGEST_WINDOWS:
            found.append((start, place - silent))
            start, streak = None, 0
    return found if start is None else [*found, (start, voiced.size - 1)]


def is_phantom(said) -> bool:
    """The job's PhantomGuard, but for its list of known phrases."""
    unlikely = said.no_speech_probability > 0.6 and said.raw_confidence < 0.37
    return said.raw_confidence < 0.15 or unlikely


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--voice-activity", type=Path, required=True)
    asked.add_argument("--minutes", type=float, default=10)
    asked.add_argument("--dbfs", type=float, default=-30)
    given = asked.parse_args()
    model = session(given.voice_activity, 1, "cpu")
    recognizer = english_and_whisper()
    print("sound\thighest\tsegments\twords")
    for kind in KINDS:
        wave = getattr(noises, kind)(int(given.minutes * 60 * noises.RATE), 11)
        if kind != "silence":
            wave = wave * np.float32(10 ** (given.dbfs / 20) / np.sqrt(np.mean(np.square(wave, dtype=np.float64))))
        voiced = voice(model, wave)
        words = 0
        opened = segments(voiced)
        for first, last in opened:
            piece = pcm(wave[max(0, first * WINDOW - PRE_ROLL) : (last + 6) * WINDOW])
            said = recognizer.recognize(piece, "", "transcribe", True, True)
            words += 0 if is_phantom(said) else len(said.text.split())
        print(f"{kind}\t{voiced.max():.2f}\t{len(opened)}\t{words}", flush=True)


if __name__ == "__main__":
    main()
