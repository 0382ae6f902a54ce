"""Whether a voice stays itself through half an hour, and how soon each utterance begins to sound."""

import os
import time

import numpy as np

from ..synthesis.speaker import Manner, Speaker
from ..synthesis.synthesizer import SpeechSynthesizer
from ..voiceprint.extractor import VoiceprintExtractor
from .likeness import heard_at_16k
from .sentences import SENTENCES
from .speakers import Known, profile

MINUTES = 30
CENTROID = 4
SPEAKERS = 3


def identity(known: list[Known], synthesizer: SpeechSynthesizer, extractor: VoiceprintExtractor, language: str) -> dict:
    """An utterance a minute for half an hour, the profile learning on and the utterances said differently; VOICE is
    sent back as the job does. Cosines between centroids of four successive utterances."""
    rows = []
    for speaker in sorted(known, key=lambda one: -len(one.heard))[:SPEAKERS]:
        voice, prints, used = "", [], set()
        for minute in range(MINUTES):
            heard = speaker.heard[: 1 + minute % len(speaker.heard)] if minute < len(speaker.heard) else speaker.heard
            last = heard[minute % len(heard)]
            manner = Manner(np.array([last.pitch.mean, last.pitch.deviation], np.float32), last.loudness)
            text = SENTENCES[language][minute % len(SENTENCES[language])]
            pieces = list(synthesizer.speak(text, language, voice, profile(heard), manner=_finite(manner)))
            voice = voice or pieces[0].voice
            used |= {piece.voice for piece in pieces}
            prints.append(extractor.extract(heard_at_16k(pieces)))
        centroids = np.array([_centroid(prints[at : at + CENTROID]) for at in range(0, MINUTES - CENTROID + 1)])
        # Centroids that share no utterance.
        pairs = [
            float(centroids[one] @ centroids[other])
            for one in range(len(centroids))
            for other in range(one + CENTROID, len(centroids))
        ]
        rows.append({
            "speaker": speaker.name,
            "voices": sorted(used),
            "mean": round(float(np.mean(pairs)), 3),
            "lowest": round(min(pairs), 3),
            "firstToLast": round(float(centroids[0] @ centroids[-1]), 3),
        })  # fmt: skip
    return {"language": language, "minutes": MINUTES, "speakers": rows}


def first_sound(known: list[Known], synthesizer: SpeechSynthesizer, language: str) -> dict:
    """Milliseconds from the text to its first piece of sound; `again`: the same short answer once more."""
    took, again = [], []
    for index, text in enumerate(SENTENCES[language]):
        took.append(_milliseconds(synthesizer, text, language, known[index % len(known)].learnt))
    for _ in range(5):
        again.append(_milliseconds(synthesizer, SHORT[language], language, known[0].learnt))
    return {
        "language": language,
        "texts": len(took),
        "p50": round(float(np.quantile(took, 0.5))),
        "p95": round(float(np.quantile(took, 0.95))),
        "shortAnswer": round(again[0]),
        "shortAnswerAgain": round(float(np.median(again[1:])), 1),
        "load": round(os.getloadavg()[0], 1),
        "cores": os.cpu_count(),
    }


SHORT = {"en": "Thank you very much.", "pt": "Muito obrigado."}


def _milliseconds(synthesizer: SpeechSynthesizer, text: str, language: str, speaker: Speaker) -> float:
    begun = time.perf_counter()
    pieces = synthesizer.speak(text, language, speaker=speaker)
    next(pieces)
    taken = 1000 * (time.perf_counter() - begun)
    pieces.close()
    return taken


def _finite(manner: Manner) -> Manner:
    return manner if np.isfinite(manner.pitch).all() else Manner(None, manner.loudness, manner.rate)


def _centroid(prints: list) -> np.ndarray:
    total = np.sum([one.embedding for one in prints], axis=0)
    return total / np.linalg.norm(total)
