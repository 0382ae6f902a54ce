"""Voices on which nothing was chosen: people of samples that others publish, phrase by phrase."""

from pathlib import Path

import numpy as np

from . import audio, noises

VOICES = {
    "eagle-1": [("eagle/speaker_1_utt_1.wav", None), ("eagle/speaker_1_utt_2.wav", None)]
    + [("eagle/speaker_1_test_utt.wav", None)],
    "eagle-2": [("eagle/speaker_2_test_utt.wav", None)],
    "jfk": [("jfk/jfk.wav", None)],
    "leopard-es": [("leopard/test_es.wav", None)],
    "es-mx-woman": [("spanish/es-mx.wav", 0)],
    "es-mx-man": [("spanish/es-mx.wav", 1)],
}
"""By speaker: files, and which phrase of each, all unless said. `es-mx.wav` is two people, by pitch and voiceprint."""

PHRASE_S = 1.8
"""A phrase goes on over pauses until it is so long; what is left at the end counts from `LEAST_S` on."""
LEAST_S = 1.2
LEVEL = 0.05
"""RMS: nobody is told by how near the microphone was."""


def phrases(samples: np.ndarray) -> list[np.ndarray]:
    """What one person says, cut at pauses; never none."""
    speech = audio.trimmed(samples)
    found, begun = [], None
    for start, end in audio.stretches(speech):
        begun = start if begun is None else begun
        if end - begun >= PHRASE_S * audio.RATE_HZ:
            found.append(speech[begun:end])
            begun = None
    if begun is not None and (not found or end - begun >= LEAST_S * audio.RATE_HZ):
        found.append(speech[begun:end])
    return found


class Strangers:
    """Phrases by speaker, all equally loud, as (name, samples, text); nobody wrote down what is said."""

    def __init__(self, source: Path):
        self.speakers: dict[str, list[tuple[str, np.ndarray, str]]] = {}
        for who, files in VOICES.items():
            for file, which in files:
                if (source / file).exists():
                    spoken = phrases(audio.read(source / file))
                    for samples in spoken if which is None else spoken[which : which + 1]:
                        level = samples * (LEVEL / noises.rms(samples))
                        self.speakers.setdefault(who, []).append((file, level.astype(np.float32), ""))
