"""A text in the nearest voice that may be used: the speaker's own, cloned, else a similar one, else the standard."""

import json
from collections.abc import Iterator

import numpy as np

from ..audio import rms_dbfs, to_pcm
from ..declaration import primary_code
from ..settings import Settings
from .clauses import clauses
from .cloner import VoiceCloner
from .emphasis import places, ranges
from .kokoro import RATE_HZ
from .reference import Reference, Sample
from .speaker import Speaker
from .synthesizer import LONGEST_CHARACTERS, SPEED_RANGE, Piece, SpeechSynthesizer
from .trimming import fit_to_be_heard, limited, trimmed, without_offset

CLONED = "cloned"
LEVEL_DBFS = -20.0
"""What is cloned is as loud as the stock voices."""


class TieredSynthesizer:
    """The stock voices, and before them a cloner where there are weights for one. Use it from one thread."""

    def __init__(self, settings: Settings):
        self._stock = SpeechSynthesizer(settings)
        folder = settings.cloning_weights
        self._cloner = VoiceCloner(folder, settings.threads, settings.device) if folder else None

    @property
    def spectrum_bands(self) -> int:
        return self._stock.spectrum_bands

    def describe(self) -> str:
        said = json.loads(self._stock.describe())
        said["cloning"] = self._cloner is not None
        if self._cloner:
            said["cloningLanguages"] = sorted(self._cloner.languages)
            said["licence"] = f"{said['licence']} AND {self._cloner.licence}"
        return json.dumps(said, ensure_ascii=False)

    def speak(
        self,
        text: str,
        language: str,
        voice: str = "",
        speaker: Speaker | None = None,
        speed: float = 1.0,
        *more,
        emphasis: list[tuple[int, int]] | None = None,
        sample: Sample | None = None,
    ) -> Iterator[Piece]:
        """Pieces of sound as they are made, as of `SpeechSynthesizer.speak`, which is also given `more`, manner and
        pauses, and emphasis; the cloner ignores them.

        sample: of a speaker who has agreed to be cloned; None: of anybody else. A clause that the cloner makes silent
        or not finite is spoken by the stock voices. Raises InvalidInput before the first piece, Abandoned after `stop`.
        """
        reference = sample.reference() if self._cloner and sample else None
        if sample is None or not self._can_clone(text, language, reference, speaker):
            yield from self._stock.speak(text, language, voice, speaker, speed, *more, emphasis=emphasis)
            return
        index = 0
        parts = clauses(text)
        words = places(text, parts, emphasis or [])
        for place, part in enumerate(parts):
            pause = part.pause_millis if place + 1 < len(parts) else 0
            made = self._cloned(part.text, speed, reference, speaker)
            if made is not None:
                pieces = iter([Piece(to_pcm(made), index, "", CLONED)])
            else:
                own = ranges(part, words[place])
                pieces = self._stock.speak(part.text, language, voice, speaker, speed, *more, emphasis=own)
            held = None
            for piece in pieces:
                if held is not None:
                    yield held
                held = Piece(piece.pcm, index, piece.voice, piece.similarity)
                index += 1
            if held is not None:
                silence = np.zeros(RATE_HZ * pause // 1000, np.int16)
                yield Piece(np.concatenate([held.pcm, silence]), held.clause, held.voice, held.similarity)

    def stop(self) -> None:
        """Ends, from another thread, the piece that is being made."""
        self._stock.stop()
        if self._cloner:
            self._cloner.stop()

    def _can_clone(self, text: str, language: str, reference: Reference | None, speaker: Speaker | None) -> bool:
        """What is wrong with the request itself is left to the stock voices to refuse."""
        cloner = self._cloner
        if cloner is None or primary_code(language) not in cloner.languages:
            return False
        if len(text) > LONGEST_CHARACTERS or not clauses(text):
            return False
        if reference is not None and cloner.takes_reference:
            return True
        return cloner.takes_voiceprint and _voiceprint(speaker) is not None

    def _cloned(self, text: str, speed: float, reference: Reference | None, speaker: Speaker | None):
        """Sound of one clause, FP32[n]; None when it is not fit to be heard."""
        heard = reference if self._cloner.takes_reference else None
        pace = float(np.clip(speed, *SPEED_RANGE))
        made = self._cloner.speak(text, pace, heard, _voiceprint(speaker))
        if not fit_to_be_heard(made):
            return None
        clean = trimmed(without_offset(made))
        return limited(clean * 10.0 ** ((LEVEL_DBFS - rms_dbfs(clean)) / 20.0))


def _voiceprint(speaker: Speaker | None) -> np.ndarray | None:
    known = speaker is not None and speaker.voiceprint is not None and np.any(speaker.voiceprint)
    return speaker.voiceprint if known else None
