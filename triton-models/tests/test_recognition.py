import numpy as np
import pytest

from univoice_models.errors import InvalidInput
from univoice_models.recognition.english import TEXTS_FOLLOWED, EnglishRecognizer
from univoice_models.recognition.guard import Hypothesis, better
from univoice_models.recognition.whisper import Reading
from univoice_models.recognition.words import words_of

from .conftest import recording, word_errors

ENGLISH = "Mr Quilter is the apostle of the middle classes and we are glad to welcome his gospel"
PORTUGUESE = "Uma raposa velha não consegue aprender nenhum ofício"
NOISE = np.random.default_rng(7).normal(0, 200, 32_000).astype(np.int16)


@pytest.mark.parametrize(
    ("name", "language", "truth"), [("english.wav", "en", ENGLISH), ("portuguese.wav", "pt", PORTUGUESE)]
)
def test_identifies_the_language_and_writes_nearly_every_word(recognizer, name, language, truth):
    said = recognizer.recognize(recording(name), "", "transcribe", True, True)
    assert said.language == language
    assert said.language_probability > 0.8
    assert word_errors(truth, said.text) <= 0.12
    assert said.confidence > 0.7
    assert said.no_speech_probability < 0.5


def test_word_times_never_go_back_and_stay_inside_the_recording(recognizer):
    pcm = recording("english.wav")
    words = recognizer.recognize(pcm, "en-US", "transcribe", True, True).words
    assert " ".join(word.text for word in words).startswith("Mr. Quilter is")
    edges = [edge for word in words for edge in (word.start_millis, word.end_millis)]
    assert edges == sorted(edges)
    assert edges[-1] <= pcm.size / 16
    assert abs(words[1].start_millis - 860) < 150
    assert all(0 <= word.confidence <= 1 for word in words)


def test_a_partial_has_no_words_unless_they_are_asked_for(recognizer):
    pcm = recording("english.wav")[:32_000]
    assert recognizer.recognize(pcm, "en", "transcribe", False, False).words == []
    assert recognizer.recognize(pcm, "en", "transcribe", False, True).words


def test_english_that_moonshine_cannot_write_is_written_by_whisper(recognizer, monkeypatch):
    for text in ("", "who, who, who, who, who, who, who, who, who, who, who, who"):
        nothing = Hypothesis(text, (), 0.0, 0.0, 6.0)
        monkeypatch.setattr(recognizer._english._moonshine, "decode", lambda wave, beams, words, said=nothing: [said])
        said = recognizer.recognize(recording("english.wav"), "en", "transcribe", True, True)
        assert word_errors(ENGLISH, said.text) <= 0.12


def test_english_words_are_as_sure_as_the_model_that_wrote_them(recognizer):
    pcm = recording("english.wav")
    words = recognizer.recognize(pcm, "en", "transcribe", True, True).words
    texts = recognizer._english._moonshine.decode(pcm.astype(np.float32) / 32768, TEXTS_FOLLOWED)
    written = next(said for said in texts if said.text.split() == [word.text for word in words])
    assert [word.raw_confidence for word in words] == pytest.approx(written.word_confidences)
    assert min(written.word_confidences) < max(written.word_confidences) <= 1


def test_the_shortest_sound_is_taken(recognizer):
    short = recording("english.wav")[16_000:17_600]
    assert recognizer.recognize(short, "en", "transcribe", True, True).language == "en"


def test_translating_gives_the_gist_in_english(recognizer):
    said = recognizer.recognize(recording("portuguese.wav"), "pt", "translate", True, True)
    assert "learn" in said.text.lower()
    assert said.words == []


@pytest.mark.parametrize("pcm", [np.zeros(32_000, np.int16), NOISE, NOISE // 8], ids=["silence", "noise", "hiss"])
def test_what_is_not_speech_has_no_text(recognizer, pcm):
    assert recognizer.recognize(pcm, "", "transcribe", True, True).text == ""


@pytest.mark.parametrize(
    ("pcm", "language", "task", "sentence"),
    [
        (np.zeros(0, np.int16), "", "transcribe", "empty"),
        (np.ones(1, np.int16), "", "transcribe", "at least 0.1 s"),
        (np.ones(31 * 16_000, np.int16), "", "transcribe", "at most 30"),
        (np.ones(16_000, np.int16), "tlh", "transcribe", "language tlh"),
        (np.ones(16_000, np.int16), "en", "sing", "task sing"),
    ],
)
def test_hostile_input_is_refused_with_a_sentence(recognizer, pcm, language, task, sentence):
    with pytest.raises(InvalidInput, match=sentence):
        recognizer.recognize(pcm, language, task, True, True)


def test_a_loop_is_noticed_and_loses_against_a_text_without_one():
    loop = Hypothesis("so so so so so so so so so so so so so", tuple(range(13)), -0.1, 0.0, 3.0)
    plain = Hypothesis("so it goes", (1, 2, 3), -0.8, 0.0, 3.0)
    assert loop.loops and not plain.loops
    assert better(loop, plain) is plain and better(plain, loop) is plain
    assert Hypothesis("a b c", tuple(range(60)), -0.1, 0.0, 1.0).loops


def test_broken_characters_are_joined_into_words():
    pieces = {1: "\ufffd", 2: "\ufffd", 3: " olá", 4: "!"}

    def decode(tokens):
        return "é" if tokens == [1, 2] else "".join(pieces[token] for token in tokens)

    words = words_of([1, 2, 3, 4], [0.5, 0.7, 0.9, 0.9], [(0, 5), (1, 6), (2, 20), (3, 30)], decode, "pt", 5_000)
    assert [word.text for word in words] == ["é", "olá!"]
    assert [(word.start_millis, word.end_millis) for word in words] == [(100, 400), (400, 620)]
    assert words[0].confidence == pytest.approx(0.6)


def test_describes_every_language_and_its_gist(recognizer):
    import json

    said = json.loads(recognizer.describe())
    assert {"en", "pt", "de", "yue"} <= set(said["languages"]) | {"yue"}
    assert {"source": "pt", "target": "en"} in said["gistPairs"]
    assert all(len(code) in (2, 3) for code in said["languages"])


class _Writes:
    """A recognizer that writes given texts."""

    def __init__(self, *texts: Hypothesis):
        self._texts = list(texts)

    def decode(self, wave, beams, vocabulary):
        return self._texts


class _Reads:
    """A judge to whom one text is much more probable than any other."""

    def __init__(self, preferred: str):
        self._preferred = preferred

    def encode_tightly(self, wave):
        if not self._preferred:
            raise RuntimeError("out of memory")
        return wave

    def read(self, encoded, text, seconds, language):
        return Reading([], -1.0 if text == self._preferred else -9.0)


def _text(text: str, score: float) -> Hypothesis:
    return Hypothesis(text, (1,), score, 0.0, 1.0, score=score)


def test_of_several_english_texts_the_one_that_both_recognizers_find_probable_is_taken():
    texts = _Writes(_text("their two straws", -1.0), _text("Zarathustra", -2.0))
    said, _ = EnglishRecognizer(texts, _Reads("Zarathustra")).recognize(np.zeros(16_000, np.float32), True, True)
    assert said.text == "Zarathustra"


def test_where_nothing_is_the_most_probable_english_text_the_other_recognizer_is_asked():
    texts = _Writes(_text("", -0.5), _text("Yeah.", -1.0))
    assert EnglishRecognizer(texts, _Reads("Yeah.")).recognize(np.zeros(16_000, np.float32), True, True) is None


def test_a_judge_that_fails_is_not_silent():
    with pytest.raises(RuntimeError, match="out of memory"):
        EnglishRecognizer(_Writes(_text("Yes.", -1.0)), _Reads("")).recognize(np.zeros(16_000, np.float32), True, True)
