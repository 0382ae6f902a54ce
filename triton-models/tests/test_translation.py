import re

import pytest

from univoice_models.errors import InvalidInput
from univoice_models.translation.confidence import confidence
from univoice_models.translation.sentences import sentences

MASKED = [
    ("My name is %1 and I live in %2.", "en", "pt"),
    ("Call %3 at %4 or write to %5.", "en", "pt"),
    ("We need %2 more people for the project.", "en", "pt"),
    ("thank you, %7", "en", "pt"),
    ("Deixe-me apresentar você a %1 de %2.", "pt", "en"),
    ("Obrigado, %3.", "pt", "en"),
    ("O endereço é %11, no segundo andar.", "pt", "en"),
]


def test_translates_both_ways(translator):
    assert "relatório" in translator.translate("The report was ready last night.", "en-US", "pt-BR").text.lower()
    assert "report" in translator.translate("O relatório ficou pronto ontem à noite.", "pt", "en").text.lower()


def test_keeps_the_order_of_sentences(translator):
    said = translator.translate("The cat sleeps. The dog runs. The bird sings.", "en", "pt").text.lower()
    assert said.index("gato") < said.index("cão" if "cão" in said else "cachorro") < said.index("pássaro")


@pytest.mark.parametrize(("text", "source", "target"), MASKED)
def test_placeholders_survive(translator, text, source, target):
    said = translator.translate(text, source, target).text
    assert sorted(re.findall(r"%\d+", said)) == sorted(re.findall(r"%\d+", text))


def test_a_translation_that_lost_its_numbers_is_trusted_less(translator):
    kept = confidence("We meet at 10 in room 42 today.", "Nos encontramos às 10 na sala 42 hoje.", 1.0)
    lost = confidence("We meet at 10 in room 42 today.", "Nos encontramos na sala hoje, meu amigo.", 1.0)
    assert lost < kept <= 1.0


def test_a_translation_of_something_else_covers_less(translator):
    student = translator._students[("en", "pt")]
    text = "The old fox cannot learn any craft."
    assert student.coverage(text, student.translate(text)) > student.coverage(text, "Eu gosto de café.") + 0.3


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Dr. Silva is here. He waits.", 2),
        ("It costs 3.50 today.", 1),
        ("Oi! Tudo bem? Sim.", 3),
        ("a " * 120, 3),
        ("", 0),
    ],
)
def test_texts_are_cut_into_sentences(text, count):
    found = sentences(text)
    assert len(found) == count
    assert " ".join(found).split() == text.split()


@pytest.mark.parametrize(
    ("text", "target", "sentence"),
    [
        ("", "pt", "empty"),
        ("   ", "pt", "empty"),
        ("Hello", "xx", "from en to xx"),
        ("a" * 6_000, "pt", "at most 5000"),
    ],
)
def test_hostile_input_is_refused_with_a_sentence(translator, text, target, sentence):
    with pytest.raises(InvalidInput, match=sentence):
        translator.translate(text, "en", target)
