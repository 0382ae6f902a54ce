"""Larger architectures with small random weights: what they write means nothing, how they are asked does."""

import json
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest

from univoice_models.errors import InvalidInput
from univoice_models.export import tiny_transformers
from univoice_models.export.tiny_transformers import MADLAD, NLLB
from univoice_models.recognition.recognizer import SpeechRecognizer
from univoice_models.recognition.whisper import Whisper
from univoice_models.settings import Settings, weights_folder
from univoice_models.translation.classes import translator_of
from univoice_models.translation.many import LONGEST_TOKENS, ManyLanguageTranslator, Question
from univoice_models.translation.translator import Translator

from .conftest import recording, settings

LEARNT = ["The report was ready last night.", "It was late. So was I.", "O relatório ficou pronto.", "Estaba listo."]
TOKENS = {
    NLLB: {"en": "eng_Latn", "pt": "por_Latn", "es": "spa_Latn", "zh": "zho_Hans"},
    MADLAD: {"en": "<2en>", "pt": "<2pt>", "es": "<2es>", "zh": "<2zh>"},
}
KINDS = pytest.mark.parametrize("kind", [NLLB, MADLAD])


@pytest.fixture(scope="module")
def large(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("whisper")
    tiny_transformers.write_whisper(folder, weights_folder("speech_recognizer/1.0.0") / "tokenizer.json")
    return folder


@pytest.fixture(scope="module", params=[NLLB, MADLAD])
def many(request, tmp_path_factory) -> ManyLanguageTranslator:
    return _many(tmp_path_factory.mktemp(request.param), request.param)


def _many(folder: Path, kind: str, **more) -> ManyLanguageTranslator:
    tiny_transformers.write_translator(folder, kind, TOKENS[kind], LEARNT, **more)
    return translator_of(Settings(folder, compute_type="float32"))


def _asked(translator: ManyLanguageTranslator, monkeypatch) -> list:
    """What the model is given from now on: (sources, options)."""
    asked, model = [], translator._model

    class Listening:
        def translate_batch(self, sources, **options):
            asked.append((sources, options))
            return model.translate_batch(sources, **options)

    monkeypatch.setattr(translator, "_model", Listening())
    return asked


def test_a_large_recognizer_has_128_bands_and_a_hundred_languages(large):
    whisper = Whisper(large, "cpu", "float32", 1)
    assert whisper._bands == 128
    assert len(whisper.languages()) == 100 and whisper.languages()[-1] == "yue"
    assert len(Whisper(weights_folder("speech_recognizer/1.0.0"), "cpu", "int8", 1).languages()) == 99


def test_a_large_recognizer_answers(large):
    recognizer = SpeechRecognizer(Settings(large, compute_type="float32"))
    said = json.loads(recognizer.describe())
    assert "yue" in said["languages"] and {"source": "yue", "target": "en"} in said["gistPairs"]
    for language in ("", "yue", "pt-BR"):
        for final in (False, True):
            heard = recognizer.recognize(recording("english.wav")[:32_000], language, "transcribe", final, final)
            assert heard.language in (said["languages"] if not language else [language[:3].rstrip("-")])
            assert 0 <= heard.confidence <= 1 and 0 <= heard.language_probability <= 1
    with pytest.raises(InvalidInput, match="language xx"):
        recognizer.recognize(recording("english.wav")[:32_000], "xx", "transcribe", True, True)


def test_a_large_recognizer_is_asked_with_its_own_tokens(large):
    whisper = Whisper(large, "cpu", "float32", 1)
    vocabulary = json.loads((large / "vocabulary.json").read_text())
    assert len(vocabulary) == 51_866
    prompt = [vocabulary[token] for token in [*whisper._prompt("yue", "translate"), whisper._no_times]]
    assert prompt == ["<|startoftranscript|>", "<|yue|>", "<|translate|>", "<|notimestamps|>"]


def test_a_large_recognizer_writes_and_finds_the_times_of_words(large):
    whisper = Whisper(large, "cpu", "float32", 1)
    encoded = whisper.encode(recording("english.wav")[:32_000] / np.float32(32768), 8.0)
    found = whisper.decode(encoded, 2.0, "yue", "transcribe", 5)
    assert found.tokens and found.log_probability < 0
    words = whisper.read(encoded, "nothing of this was said", 2.0, "en").words
    assert [word.text for word in words] == ["nothing", "of", "this", "was", "said"]
    assert all(0 <= word.start_millis <= word.end_millis <= 2_000 for word in words)


def test_weights_decide_which_class_translates(many):
    assert isinstance(many, ManyLanguageTranslator)
    assert isinstance(translator_of(settings("translator")), Translator)


def test_every_declared_pair_is_translated(many):
    said = json.loads(many.describe())
    assert said["languages"] == ["en", "es", "pt", "zh"]
    declared = {(pair["source"], pair["target"]) for pair in said["pairs"]}
    assert declared == set(permutations(said["languages"], 2))
    assert {pair["tier"] for pair in said["pairs"]} == {"useful"} and said["usesContext"] is False
    for source, target in declared:
        translation = many.translate("The report was ready.", source, target)
        assert translation.text and 0 < translation.confidence < 1


def test_a_tier_that_the_weights_deserve_is_declared(tmp_path):
    pairs = json.loads(_many(tmp_path, NLLB, tier="gist").describe())["pairs"]
    assert {pair["tier"] for pair in pairs} == {"gist"}


@pytest.mark.parametrize(
    ("text", "source", "target", "sentence"),
    [
        ("Hello.", "en", "xx", "from en to xx"),
        ("Hello.", "", "pt", "nothing"),
        ("Hello.", "en", "en-GB", "from en to en-GB"),
        (" ", "en", "pt", "empty"),
        ("a" * 6_000, "en", "pt", "at most 5000"),
    ],
)
def test_what_cannot_be_translated_is_refused_with_a_sentence(many, text, source, target, sentence):
    with pytest.raises(InvalidInput, match=sentence):
        many.translate(text, source, target)


def test_names_are_declared_and_refused_where_the_weights_find_none(many):
    said = json.loads(many.describe())
    assert said["entityLanguages"] == said["domains"] == said["formalities"] == []
    with pytest.raises(InvalidInput, match="Names cannot be found in en"):
        many.entities("Ana is here.", "en")


@KINDS
def test_the_target_is_told_as_the_model_was_taught(tmp_path, monkeypatch, kind):
    translator = _many(tmp_path, kind)
    asked = _asked(translator, monkeypatch)
    translator.translate("The report was ready. It was late.", "en-GB", "pt-BR")
    ((sources, options),) = asked
    assert len(sources) == 2, "the sentences of a text go through the model together"
    assert {source[0] for source in sources} == {TOKENS[kind]["en" if kind == NLLB else "pt"]}
    assert all(source[-1] == "</s>" and source.count("</s>") == 1 for source in sources)
    assert options["target_prefix"] == ([["por_Latn"]] * 2 if kind == NLLB else None)


@KINDS
def test_a_speaker_cannot_choose_the_language(tmp_path, monkeypatch, kind):
    translator = _many(tmp_path, kind)
    asked = _asked(translator, monkeypatch)
    translator.translate(f"The report {TOKENS[kind]['zh']} was ready.", "en", "pt")
    assert TOKENS[kind]["zh"] not in asked[0][0][0]


def test_no_language_token_is_left_in_the_text(many):
    translation = many.translate("The report was ready.", "en", "pt")
    for text in (translation.text, *translation.alternatives):
        assert "por_Latn" not in text and "<2" not in text and "</s>" not in text and "▁" not in text


def test_what_the_beam_leaves_over_are_other_wordings(many):
    translation = many.translate("The report was ready. It was late.", "en", "pt")
    assert translation.confidence < 0.8 and 1 <= len(translation.alternatives) <= 3
    assert len({translation.text, *translation.alternatives}) == len(translation.alternatives) + 1


def test_confidence_is_the_mean_probability_of_the_tokens(many, monkeypatch):
    class Certain:
        def translate_batch(self, sources, **_):
            return [_Result([["▁re"], ["▁w"]], [np.log(0.9), np.log(0.1)]) for _ in sources]

    monkeypatch.setattr(many, "_model", Certain())
    translation = many.translate("The report was ready. It was late.", "en", "pt")
    assert translation.confidence == pytest.approx(0.9) and translation.alternatives == ()


def test_texts_are_translated_together_as_alone(many, monkeypatch):
    asked = _asked(many, monkeypatch)
    text = "The report was ready. It was late."
    questions = [Question(text, "en", target, []) for target in ("pt", "xx", "zh")]
    portuguese, refused, chinese = many.translate_all(questions)
    assert len(asked) == 1, "one batch for all"
    assert isinstance(refused, InvalidInput)
    assert portuguese.text == many.translate(text, "en", "pt").text
    assert chinese.text == many.translate(text, "en", "zh").text
    assert portuguese.text != chinese.text


def test_a_sentence_without_end_is_cut_and_not_lost(many):
    for sentence, between in (("report" * 300, ""), ("it was late " * 150, " ")):
        pieces = many._short(sentence.strip())
        assert between.join(pieces) == sentence.strip() and 1 < len(pieces) < 20
        assert max(map(many._size, pieces)) <= LONGEST_TOKENS


def test_context_is_ignored_by_a_model_of_sentences(many, monkeypatch):
    asked = _asked(many, monkeypatch)
    many.translate("It was late.", "en", "pt", ["The report was ready."])
    assert len(asked) == 1 and not any("report" in "".join(source) for source in asked[0][0])


class _Result:
    def __init__(self, hypotheses, scores):
        self.hypotheses, self.scores = hypotheses, scores


class _Document:
    """Writes the source again, as a model of documents: sentence by sentence between separators."""

    def __init__(self, keeps: bool):
        self.keeps = keeps
        self.asked = []

    def translate_batch(self, sources, target_prefix=None, **_):
        self.asked.append(sources)
        said = [source[1:-1] for source in sources]
        kept = [tokens if self.keeps else [token for token in tokens if token != "<brk>"] for tokens in said]
        return [_Result([["por_Latn", *tokens]], [-0.1]) for tokens in kept]


def test_a_model_of_documents_is_given_the_context_which_is_cut_off_again(tmp_path, monkeypatch):
    translator = _many(tmp_path, NLLB, contextSeparator="<brk>")
    assert json.loads(translator.describe())["usesContext"] is True
    document = _Document(keeps=True)
    monkeypatch.setattr(translator, "_model", document)
    said = translator.translate("It was late.", "en", "pt", ["The report was ready.", "I saw it. <brk>"])
    assert said.text == "It was late."
    assert document.asked[0][0].count("<brk>") == 2


def test_a_text_is_translated_alone_when_its_context_cannot_be_cut_off(tmp_path, monkeypatch):
    translator = _many(tmp_path, NLLB, contextSeparator="<brk>")
    document = _Document(keeps=False)
    monkeypatch.setattr(translator, "_model", document)
    said = translator.translate("It was late. So was I.", "en", "pt", ["The report was ready."])
    assert said.text == "It was late. So was I." and len(document.asked) == 2
    assert not any("<brk>" in source for source in document.asked[1])


def test_the_oldest_context_is_left_out_when_there_is_no_room(tmp_path, monkeypatch):
    translator = _many(tmp_path, NLLB, contextSeparator="<brk>")
    document = _Document(keeps=True)
    monkeypatch.setattr(translator, "_model", document)
    assert translator.translate("It was late.", "en", "pt", ["old " * 300, "new report"]).text == "It was late."
    source = "".join(document.asked[0][0])
    assert "new" in source.replace("▁", "") and "old" not in source


def test_a_description_that_names_an_unknown_token_is_refused_at_the_start(tmp_path):
    _many(tmp_path, NLLB)
    said = json.loads((tmp_path / "translator.json").read_text())
    (tmp_path / "translator.json").write_text(json.dumps({**said, "languages": {"en": "eng_Latn", "de": "deu_Latn"}}))
    with pytest.raises(ValueError, match="deu_Latn"):
        translator_of(Settings(tmp_path, compute_type="float32"))
