"""The repository for GPUs: written from the one for CPUs, and its batches on the real server."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import tritonclient.grpc as triton
from google.protobuf import text_format
from tritonclient.grpc import model_config_pb2
from tritonclient.utils import InferenceServerException

from univoice_models.export import tiny_cloner, tiny_transformers
from univoice_models.profile import ROOM, arguments, write
from univoice_models.serve import models

from .conftest import recording, settings
from .serving import running
from .test_serving import ROLES, spoken, tensors


def _written(folder: Path, *given: str) -> Path:
    write(arguments([str(folder / "models"), *given]))
    return folder / "models"


def _config(repository: Path, model: str) -> model_config_pb2.ModelConfig:
    text = (repository / model / "config.pbtxt").read_text()
    return text_format.Parse(text, model_config_pb2.ModelConfig())


def _parameters(config: model_config_pb2.ModelConfig) -> dict[str, str]:
    return {name: value.string_value for name, value in config.parameters.items()}


def test_a_profile_for_gpus_changes_the_device_and_no_tensor(tmp_path):
    written = _written(tmp_path, "--instances", "speech_recognizer=4")
    for role in ROLES:
        before, after = _config(ROOM / "repository", role), _config(written, role)
        assert list(after.input) == list(before.input) and list(after.output) == list(before.output)
        assert after.max_batch_size == 0
        assert [group.kind for group in after.instance_group] == [model_config_pb2.ModelInstanceGroup.KIND_GPU]
        assert _parameters(after)["device"] == "cuda"
    recognizer = _config(written, "speech_recognizer")
    assert recognizer.instance_group[0].count == 4 and _parameters(recognizer)["compute_type"] == "float16"


def test_a_profile_names_other_weights(tmp_path):
    given = ("--set", "speech_synthesizer.cloning_weights=voice_cloner/1.0.0", "--set", "translator.weights=nllb/1.0.0")
    written = _written(tmp_path, *given, "--device", "cpu")
    assert _parameters(_config(written, "speech_synthesizer"))["cloning_weights"] == "voice_cloner/1.0.0"
    translator = _config(written, "translator")
    assert _parameters(translator)["weights"] == "nllb/1.0.0" and _parameters(translator)["device"] == "cpu"
    assert sorted(models(written)) == sorted(ROLES)


def test_a_batched_role_is_a_front_with_the_tensors_of_the_contract(tmp_path):
    written = _written(tmp_path, "--batch", "translator=8")
    front, behind = _config(written, "translator"), _config(written, "translator_batched")
    assert list(front.input) == list(_config(ROOM / "repository", "translator").input) == list(behind.input)
    assert (front.max_batch_size, behind.max_batch_size, behind.name) == (0, 8, "translator_batched")
    assert front.instance_group[0].kind == model_config_pb2.ModelInstanceGroup.KIND_CPU
    assert front.instance_group[0].count == 8 and behind.instance_group[0].count == 1
    assert behind.dynamic_batching.max_queue_delay_microseconds == 5_000
    assert models(written)[-1] == "translator_batched"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [(["--set", "talker.weights=x"], "no role talker"), (["--batch", "speech_recognizer=4"], "one request at a time")],
)
def test_a_profile_that_cannot_be_is_refused_with_a_sentence(tmp_path, given, sentence):
    with pytest.raises(SystemExit, match=sentence):
        _written(tmp_path, *given)
    assert not (tmp_path / "models").exists()


@pytest.fixture(scope="module")
def batching(tmp_path_factory):
    """The real server with a translator of many languages behind a front of four, and a cloner."""
    folder = tmp_path_factory.mktemp("profile")
    weights = folder / "weights"
    for role in ("speech_recognizer", "voiceprint_extractor", "speech_synthesizer", "english_recognizer"):
        (weights / role).mkdir(parents=True)
        (weights / role / "1.0.0").symlink_to(settings(role).weights)
    tiny_cloner.write(weights / "voice_cloner" / "1.0.0", ["en", "pt"])
    texts = ["The report was ready last night.", "It was late. So was I."]
    tiny_transformers.write_translator(
        weights / "nllb" / "1.0.0", "nllb", {"en": "eng_Latn", "pt": "por_Latn", "zh": "zho_Hans"}, texts
    )
    given = ("--set", "translator.weights=nllb/1.0.0", "--set", "translator.compute_type=float32")
    given += ("--set", "translator.entity_weights=")
    given += ("--set", "speech_synthesizer.cloning_weights=voice_cloner/1.0.0")
    repository = _written(folder, *given, "--batch", "translator=4", "--device", "cpu")
    with running(folder / "run", "--repository", str(repository), UNIVOICE_WEIGHTS=str(weights)) as client:
        yield client


def test_many_callers_are_answered_each_with_their_own(batching):
    asked = [("It was late.", target) for target in ("pt", "zh")] * 8
    with ThreadPoolExecutor(8) as callers:
        answers = list(callers.map(lambda each: _translated(batching, *each), asked))
    assert len(set(answers[::2])) == len(set(answers[1::2])) == 1
    assert answers[0] != answers[1]


def test_batches_are_made_of_several_requests(batching):
    with ThreadPoolExecutor(8) as callers:
        list(callers.map(lambda _: _translated(batching, "The report was ready last night.", "pt"), range(32)))
    counted = batching.get_inference_statistics("translator_batched").model_stats[0]
    assert counted.execution_count < counted.inference_count


def test_a_batched_role_describes_itself_and_refuses_as_any_other(batching):
    said = json.loads(batching.infer("translator", tensors(DESCRIBE=True)).as_numpy("DECLARATION")[0])
    assert {"source": "en", "target": "zh", "tier": "useful"} in said["pairs"]
    with pytest.raises(InferenceServerException, match="from en to xx") as refused:
        _translated(batching, "Hello.", "xx")
    assert "INVALID_ARGUMENT" in refused.value.status()
    with pytest.raises(InferenceServerException, match="Names cannot be found in en") as refused:
        batching.infer("translator", tensors(TEXT="Ana is here.", SOURCE="en", ENTITIES=True))
    assert "INVALID_ARGUMENT" in refused.value.status()
    answer = batching.infer("translator", tensors(TEXT="It was late.", SOURCE="en", TARGET="pt", CONTEXT=["I saw it."]))
    assert answer.as_numpy("CONFIDENCE").shape == (1,) and answer.as_numpy("ALTERNATIVES").ndim == 1


REFERENCE = {"REFERENCE_PCM": recording("english.wav")[:48_000], "REFERENCE_TEXT": "He was the apostle."}


def test_a_clone_is_streamed_to_who_may_have_it(batching):
    assert json.loads(spoken(batching, DESCRIBE=True)[0].as_numpy("DECLARATION")[0])["cloning"] is True
    text = "Good morning to you all. The report was ready last night."
    cloned = spoken(batching, TEXT=text, LANGUAGE="en", CLONE=True, **REFERENCE)
    assert len(cloned) > 1 and {piece.as_numpy("SIMILARITY")[0] for piece in cloned} == {b"cloned"}
    voiceprint = np.ones(256, np.float32) / 16
    for agreed, similarity in ((True, b"cloned"), (False, b"standard")):
        pieces = spoken(batching, TEXT="Bom dia.", LANGUAGE="pt", CLONE=agreed, VOICEPRINT=voiceprint)
        assert {piece.as_numpy("SIMILARITY")[0] for piece in pieces} == {similarity}


def test_stock_voices_beside_a_cloner_are_told_the_pauses_and_the_manner(batching):
    def samples(**more: float) -> int:
        text = "Good morning to you all. The report was ready last night."
        return sum(piece.as_numpy("PCM").size for piece in spoken(batching, TEXT=text, LANGUAGE="en", **more))

    whole = samples()
    assert samples(PAUSES=0.0) < whole and samples(UTTERANCE_RATE=1.25) < whole


def test_a_wrong_reference_is_an_error_on_the_stream(batching):
    with pytest.raises(InferenceServerException, match="REFERENCE_TEXT is missing"):
        spoken(batching, TEXT="Hello.", LANGUAGE="en", CLONE=True, REFERENCE_PCM=REFERENCE["REFERENCE_PCM"])


def test_a_cancelled_clone_frees_the_model(batching):
    text = "This sentence has a few words in it. " * 100
    assert len(spoken(batching, cancel_after=1, TEXT=text, LANGUAGE="en", CLONE=True, **REFERENCE)) == 1
    assert spoken(batching, TEXT="Hello.", LANGUAGE="en", CLONE=True, **REFERENCE)


def _translated(client: triton.InferenceServerClient, text: str, target: str) -> str:
    answer = client.infer("translator", tensors(TEXT=text, SOURCE="en", TARGET=target))
    return answer.as_numpy("TEXT")[0].decode()


def test_a_front_whose_model_failed_says_so_and_works_again_when_that_is_mended(batching):
    batching.unload_model("translator_batched")
    with pytest.raises(InferenceServerException) as failed:
        _translated(batching, "Hello.", "pt")
    assert "INTERNAL" in failed.value.status()
    batching.load_model("translator_batched")
    assert _translated(batching, "Hello.", "pt")
