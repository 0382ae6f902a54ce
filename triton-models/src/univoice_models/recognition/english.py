"""English, written by Moonshine and judged by Whisper, which also says when each word was spoken."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np

from .guard import Hypothesis
from .moonshine import Moonshine
from .whisper import Whisper
from .words import Word

TEXTS_FOLLOWED = 5
TEXTS_JUDGED = 3
"""Finding them takes a quarter longer than a greedy choice, reading each as long as finding the times of its words."""
WHISPER_WEIGHT = 0.5
"""How much Whisper's log-probability of a text weighs against Moonshine's. On the 85 segments of 50 recordings of
LibriSpeech test-other 13.6 % of words were wrong with a greedy choice, 12.8 % with the best of a beam and 12.2 % with
the best three of it judged; weights from 0.3 to 1 differ by a quarter of a point."""


class EnglishRecognizer:
    """Stateless between calls."""

    def __init__(self, moonshine: Moonshine, whisper: Whisper):
        self._moonshine = moonshine
        self._whisper = whisper
        self._meanwhile = ThreadPoolExecutor(1, "whisper")

    def recognize(
        self, wave: np.ndarray, final: bool, with_words: bool, expected: tuple[str, ...] = ()
    ) -> tuple[Hypothesis, list[Word]] | None:
        """The text of FP32[n], 16 kHz, and its words if they are wanted; None where Moonshine writes nothing or loops.

        A final is chosen among several texts, a partial is the first that comes to mind.
        expected: words that are more probable than others.
        """
        reads = final or with_words
        # Both models listen at once where there are cores for it; what is to be judged is known to be speech and needs
        # no long window.
        encoding = self._meanwhile.submit(self._whisper.encode_tightly, wave) if reads else None
        vocabulary = self._moonshine.vocabulary(expected) if expected else None
        # A greedy choice cannot take back what it favoured.
        followed = TEXTS_FOLLOWED if final else TEXTS_JUDGED if expected else 1
        texts = self._moonshine.decode(wave, followed, vocabulary)
        # Where nothing is the most probable text, Whisper is asked: it knows silence by a probability.
        usable = [said for said in texts if said.text and not said.loops] if texts[0].text else []
        if not usable:
            return None
        if encoding is None:
            return usable[0], []
        encoded = encoding.result()
        read = [(said, self._whisper.read(encoded, said.text, said.seconds, "en")) for said in usable[:TEXTS_JUDGED]]
        said, reading = max(read, key=lambda pair: pair[0].score + WHISPER_WEIGHT * pair[1].log_probability)
        return said, _surely(reading.words, said) if with_words else []


def _surely(words: list[Word], said: Hypothesis) -> list[Word]:
    """Words with the confidence of the model that wrote them, not of the one that found their times."""
    each = said.word_confidences
    if len(each) != len(words):
        each = (said.confidence,) * len(words)
    return [replace(word, confidence=sure) for word, sure in zip(words, each, strict=True)]
