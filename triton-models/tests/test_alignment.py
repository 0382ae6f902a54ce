import pytest

from univoice_models.translation.alignment import Link, links
from univoice_models.translation.beams import BeamDecoder

from .conftest import settings


@pytest.mark.parametrize(
    ("direction", "sentence", "stressed", "word"),
    [
        ("en-pt", "I never said that she stole the red car.", "red", "vermelho."),
        ("pt-en", "Eu nunca disse que ela roubou o carro vermelho.", "carro", "car."),
    ],
)
def test_a_word_is_found_again_where_the_order_changes(direction, sentence, stressed, word):
    decoder = BeamDecoder(settings("translator").weights / direction, 1, "cpu")
    wording, found = decoder.aligned(sentence)
    at = sentence.index(stressed)
    assert [wording.text[to:end] for source, _, to, end in found if source == at] == [word]
    assert wording == decoder.wordings(sentence, 1, 6.0)[0]


def test_a_word_of_several_tokens_comes_from_all_words_they_looked_at():
    found = links("a bc d", "xyz w", ["\u2581x", "yz", "\u2581w", "."], [(0, 1), (2, 4), (5, 6), (0, 1)])
    assert found == [Link(0, 1, 0, 3), Link(2, 4, 0, 3), Link(5, 6, 4, 5)]
    assert links("a b", "x y z", ["\u2581x"], [(0, 1)]) == [], "tokens of another text"
    assert found[0].later(10, 20) == Link(10, 11, 20, 23)
