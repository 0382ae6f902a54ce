import numpy as np
import pytest

from univoice_models.beam import Beam
from univoice_models.errors import InvalidInput
from univoice_models.recognition.calibration import MOONSHINE, WHISPER
from univoice_models.recognition.hints import Hints
from univoice_models.recognition.languages import Guess, chosen
from univoice_models.vocabulary import Vocabulary

from .conftest import recording

END, SPACE = 1, 9
WORD = [2, 3, 4]
"""An expected word of three tokens; 2, 5 and 9 begin words."""


def vocabulary(bonus: float = 1.5) -> Vocabulary:
    return Vocabulary([WORD], lambda token: token in (END, 2, 5, SPACE), bonus)


def followed(tokens: list[int]) -> float:
    words = vocabulary()
    favour = words.start()
    for token in tokens:
        favour = words.follow(favour, token)
    return favour.total


def test_a_whole_expected_word_is_favoured_by_each_of_its_tokens():
    assert followed([5, *WORD, END]) == pytest.approx(4.5)
    assert followed([*WORD, *WORD, END]) == pytest.approx(9)


def test_a_beginning_that_does_not_become_the_word_keeps_nothing():
    assert followed([2, 3]) == pytest.approx(3)
    assert followed([2, 3, 5]) == 0
    assert followed([2, 3, END]) == 0


def test_a_longer_word_with_an_expected_one_in_front_is_another_word():
    assert followed([*WORD, 6, END]) == 0


def test_a_beam_writes_the_expected_word_when_it_is_nearly_as_probable():
    def best(words):
        beam = Beam(3, 0, END, vocabulary=words)
        beam.extend(np.array([[5, 2]]), np.log([[0.7, 0.3]]))
        while not beam.is_done:
            last = beam.last_tokens()[:, 0]
            beam.extend(np.array([[{2: 3, 3: 4}.get(token, END)] for token in last]), np.zeros((last.size, 1)))
        return beam.best()[0]

    assert best(None).tokens == [5]
    assert best(vocabulary()).tokens == WORD
    assert best(vocabulary(0.1)).tokens == [5]
    assert best(vocabulary()).logs[0] == pytest.approx(np.log(0.3)), "what is favoured is no surer for it"


def test_an_expected_language_needs_less_to_be_believed():
    guesses = [Guess("pt", 0.46), Guess("es", 0.31), Guess("it", 0.07)]
    assert chosen(guesses, {}).language == "pt"
    assert chosen(guesses, {"es": 2.0}) == Guess("es", 0.31)
    assert chosen([Guess("fr", 0.99), Guess("es", 0.0)], {"es": 5.0}).language == "fr"


def test_the_language_of_a_short_sound_is_the_expected_one(recognizer):
    pcm = recording("portuguese.wav")[:12_000]
    told = recognizer.recognize(pcm, "", "transcribe", False, False, Hints({"en": 30.0}))
    assert told.language == "en"
    assert len(told.guesses) >= 5
    assert "en" in [guess.language for guess in told.guesses]
    assert recognizer.recognize(pcm, "pt", "transcribe", False, False).guesses == []


def test_expected_words_are_taken_by_both_recognizers(recognizer):
    hints = Hints(vocabulary=("Quilter", "Kwilter"))
    assert "Quilter" in recognizer.recognize(recording("english.wav"), "en", "transcribe", True, True, hints).text
    said = recognizer.recognize(
        recording("portuguese.wav"), "pt", "transcribe", True, True, Hints(vocabulary=("ofício",))
    )
    assert "raposa" in said.text


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"vocabulary": ("word",) * 201}, "at most 200"),
        ({"vocabulary": ("w" * 101,)}, "more than 100"),
        ({"expected": {str(code): 0.0 for code in range(17)}}, "at most 16"),
    ],
)
def test_more_hints_than_can_be_used_are_refused(given, sentence):
    with pytest.raises(InvalidInput, match=sentence):
        Hints(**given)


def test_calibrated_confidence_grows_with_what_the_model_says():
    for calibration in (MOONSHINE, WHISPER):
        told = [calibration.probability(raw) for raw in np.linspace(0, 1, 50)]
        assert told == sorted(told)
        assert 0 < told[0] < 0.05 and 0.95 < told[-1] < 1
