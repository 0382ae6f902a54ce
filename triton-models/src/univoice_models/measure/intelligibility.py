"""Whether speech moved towards a speaker is understood as well as the standard voice: recognised again."""

from ..recognition.recognizer import SpeechRecognizer
from ..synthesis.synthesizer import SpeechSynthesizer
from .likeness import spoken
from .sentences import SENTENCES
from .speakers import Known

VOICES_PER_SENTENCE = 1


def intelligibility(
    known: list[Known], synthesizer: SpeechSynthesizer, recognizer: SpeechRecognizer, language: str
) -> dict:
    """Word errors over every sentence in the standard voice, and each in the voice of another speaker."""
    standard, moved = Errors(), Errors()
    for index, text in enumerate(SENTENCES[language]):
        standard.count(text, _heard(recognizer, spoken(synthesizer, text, language, None), language))
        for turn in range(VOICES_PER_SENTENCE):
            speaker = known[(VOICES_PER_SENTENCE * index + turn) % len(known)]
            made = spoken(synthesizer, text, language, speaker.learnt)
            moved.count(text, _heard(recognizer, made, language))
    sentences = len(SENTENCES[language])
    return {"language": language, "sentences": sentences, "standard": standard.rate, "moved": moved.rate}


def _heard(recognizer: SpeechRecognizer, pcm, language: str) -> str:
    return recognizer.recognize(pcm, language, "transcribe", True, False).text


class Errors:
    """Words wrong of words said."""

    def __init__(self):
        self._wrong = self._said = 0

    def count(self, truth: str, heard: str) -> None:
        wanted, said = _words(truth), _words(heard)
        self._wrong += _distance(wanted, said)
        self._said += len(wanted)

    @property
    def rate(self) -> float:
        return round(self._wrong / max(1, self._said), 4)


def _words(text: str) -> list[str]:
    return ["".join(filter(str.isalnum, word)) for word in text.lower().replace("-", " ").split()]


def _distance(wanted: list[str], said: list[str]) -> int:
    """Levenshtein's, in words."""
    row = list(range(len(said) + 1))
    for index, word in enumerate(wanted, start=1):
        previous, row[0] = row[0], index
        for column, other in enumerate(said, start=1):
            previous, row[column] = row[column], min(previous + (word != other), row[column] + 1, row[column - 1] + 1)
    return row[-1]
