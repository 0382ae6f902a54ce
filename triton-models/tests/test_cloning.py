"""The cloning class on a small random network of the same interface, beside the real stock voices."""

import json
from dataclasses import replace
from threading import Timer

import numpy as np
import pytest

from univoice_models.audio import resampled, rms_dbfs
from univoice_models.errors import InvalidInput
from univoice_models.export import tiny_cloner
from univoice_models.synthesis.cloner import VoiceCloner
from univoice_models.synthesis.kokoro import RATE_HZ, Abandoned
from univoice_models.synthesis.reference import Reference, Sample
from univoice_models.synthesis.speaker import Manner, Speaker
from univoice_models.synthesis.tiers import TieredSynthesizer

from .conftest import recording, settings

TEXT = "Good morning to you all. The report was ready last night, and everybody has read it."
SAID = "He was the apostle of the middle classes."
VOICE = Speaker(voiceprint=np.ones(256, np.float32) / 16)


@pytest.fixture(scope="module")
def cloning(tmp_path_factory):
    return _with(tmp_path_factory.mktemp("cloner"))


def _with(folder, **graphs) -> TieredSynthesizer:
    tiny_cloner.write(folder, ["en", "pt"], **graphs)
    return TieredSynthesizer(replace(settings("speech_synthesizer"), cloning_weights=folder))


def _sample() -> Sample:
    return Sample(recording("english.wav")[:48_000], SAID)


def _seconds(pieces) -> float:
    return sum(piece.pcm.size for piece in pieces) / RATE_HZ


def _is_sound(pieces) -> bool:
    return all(piece.pcm.size and rms_dbfs(piece.pcm / 32768.0) > -40 for piece in pieces)


def test_a_recording_is_cloned_clause_by_clause(cloning):
    pieces = list(cloning.speak(TEXT, "en-GB", sample=_sample()))
    assert {piece.similarity for piece in pieces} == {"cloned"}
    assert [piece.clause for piece in pieces] == list(range(len(pieces))) and len(pieces) > 2
    assert {piece.voice for piece in pieces} == {""}
    assert _is_sound(pieces)


def test_a_clone_is_as_long_as_the_reference_speaks(tmp_path):
    tiny_cloner.write(tmp_path, ["en"])
    cloner = VoiceCloner(tmp_path, 1)
    reference = Reference(np.full(3 * RATE_HZ, 0.1, np.float32), "a" * 30)
    assert cloner.speak("b" * 20, 1.0, reference).size / RATE_HZ == pytest.approx(2.0, abs=0.02)
    assert cloner.speak("b" * 20, 1.25, reference).size / RATE_HZ == pytest.approx(1.6, abs=0.02)
    assert cloner.speak("b" * 30, 1.0, None, VOICE.voiceprint).size / RATE_HZ == pytest.approx(2.0, abs=0.02)


def test_a_clone_is_finite_the_same_each_time_and_depends_on_voice_and_text(tmp_path):
    tiny_cloner.write(tmp_path, ["en"])
    cloner = VoiceCloner(tmp_path, 1)
    first = _sample().reference()
    other = Sample(recording("portuguese.wav")[:48_000], SAID).reference()
    made = cloner.speak("Good morning.", 1.0, first)
    assert np.all(np.isfinite(made)) and np.array_equal(made, cloner.speak("Good morning.", 1.0, first))
    assert not np.allclose(made, cloner.speak("Good morning.", 1.0, other))
    assert not np.allclose(made, cloner.speak("Goodbye, all.", 1.0, first))
    assert not np.allclose(made, cloner.speak("Good morning.", 1.0, first, VOICE.voiceprint))


def test_a_voiceprint_is_enough_where_the_network_takes_one(tmp_path):
    by_voiceprint = _with(tmp_path, reference=False)
    pieces = list(by_voiceprint.speak("Bom dia.", "pt", speaker=VOICE, sample=Sample()))
    assert {piece.similarity for piece in pieces} == {"cloned"} and _is_sound(pieces)


@pytest.mark.parametrize("speaker", [None, Speaker(), Speaker(voiceprint=np.zeros(256, np.float32))])
def test_nobody_known_is_spoken_for_in_the_standard_voice(cloning, speaker):
    pieces = list(cloning.speak("Bom dia.", "pt", speaker=speaker, sample=Sample()))
    assert {piece.similarity for piece in pieces} == {"standard"}


def test_nobody_is_cloned_who_has_not_agreed(cloning):
    speaker = replace(VOICE, pitch=np.array([4.8, 0.2], np.float32))
    pieces = list(cloning.speak("Bom dia.", "pt", speaker=speaker))
    assert {piece.similarity for piece in pieces} == {"similar"}
    assert all(piece.voice for piece in pieces)


def test_stock_voices_are_given_manner_and_pauses(cloning):
    whole, without = (list(cloning.speak(TEXT, "en", "", None, 1.0, Manner(), pauses)) for pauses in (1.0, 0.0))
    assert _seconds(without) < _seconds(whole) - 0.1


def test_a_language_that_the_cloner_does_not_speak_is_left_to_the_stock_voices(cloning):
    assert {piece.similarity for piece in cloning.speak("Buenos días.", "es", sample=_sample())} == {"standard"}


@pytest.mark.parametrize("gain", [0.0, float("nan")])
def test_a_clone_that_is_silent_or_not_finite_is_made_again_in_a_stock_voice(tmp_path, gain):
    pieces = list(_with(tmp_path, gain=gain).speak("Good morning. It is late.", "en", sample=_sample()))
    assert {piece.similarity for piece in pieces} == {"standard"} and _is_sound(pieces)
    assert [piece.clause for piece in pieces] == list(range(len(pieces))) and len(pieces) > 1


def test_the_first_piece_comes_before_the_last_is_made(cloning, monkeypatch):
    made = []
    speak = cloning._cloner.speak
    monkeypatch.setattr(cloning._cloner, "speak", lambda text, *rest: made.append(text) or speak(text, *rest))
    pieces = cloning.speak(TEXT, "en", sample=_sample())
    next(pieces)
    assert len(made) == 1
    pieces.close()


def test_a_clone_that_nobody_wants_any_more_ends_in_mid_clause(tmp_path):
    tiny_cloner.write(tmp_path, ["en"])
    said = json.loads((tmp_path / "cloner.json").read_text())
    (tmp_path / "cloner.json").write_text(json.dumps({**said, "steps": 1_000_000}))
    cloner = VoiceCloner(tmp_path, 1)
    stop = Timer(0.2, cloner.stop)
    stop.start()
    with pytest.raises(Abandoned):
        cloner.speak("Good morning.", 1.0, _sample().reference())


@pytest.mark.parametrize(
    ("sample", "sentence"),
    [
        (Sample(np.ones(8_000, np.int16), SAID), "REFERENCE_PCM holds 0.500 s"),
        (Sample(np.ones(16_000 * 16, np.int16), SAID), "at most 15"),
        (Sample(np.zeros(32_000, np.int16), SAID), "Nobody speaks"),
        (Sample(np.ones(32_000, np.int16), " "), "REFERENCE_TEXT is missing"),
        (Sample(np.ones(32_000, np.int16), "a" * 501), "501 characters"),
    ],
)
def test_a_wrong_reference_is_refused_with_a_sentence(cloning, sample, sentence):
    with pytest.raises(InvalidInput, match=sentence):
        next(cloning.speak("Good morning.", "en", sample=sample))


@pytest.mark.parametrize(("text", "language"), [("", "en"), ("a" * 6_000, "en"), ("Hi", "xx")])
def test_a_wrong_text_is_refused_as_without_a_cloner(cloning, text, language):
    with pytest.raises(InvalidInput):
        next(cloning.speak(text, language, sample=_sample()))


def test_cloning_is_declared_where_there_are_weights_for_it(cloning):
    said = json.loads(cloning.describe())
    assert said["cloning"] is True and said["cloningLanguages"] == ["en", "pt"] and len(said["voices"]) == 54
    without = json.loads(TieredSynthesizer(settings("speech_synthesizer")).describe())
    assert without["cloning"] is False and "cloningLanguages" not in without


def test_a_recording_keeps_its_pitch_when_it_is_brought_to_24_khz():
    tone = np.sin(2 * np.pi * 440 * np.arange(16_000) / 16_000).astype(np.float32)
    wanted = np.sin(2 * np.pi * 440 * np.arange(24_000) / 24_000)
    assert np.allclose(resampled(tone, 16_000, 24_000), wanted, atol=1e-3)
