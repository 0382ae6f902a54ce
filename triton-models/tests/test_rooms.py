"""What is heard besides clear speech: noise, hum, music, whisper, song, a child."""

import numpy as np
import pytest

from univoice_models.measure import noises
from univoice_models.recognition.noise import NOISY_DB, speech_to_noise, without_hum

from .conftest import recording, word_errors
from .test_recognition import ENGLISH

SPEECH = recording("english.wav").astype(np.float32) / 32768
RATE = noises.RATE


def pcm(wave: np.ndarray) -> np.ndarray:
    return (np.clip(wave, -1, 1) * 32767).astype(np.int16)


@pytest.mark.parametrize("decibels", [0.0, 10.0])
@pytest.mark.parametrize("kind", [noises.white, noises.pink, noises.hum])
def test_steady_noise_is_measured_as_it_was_mixed(kind, decibels):
    measured = speech_to_noise(noises.mixed(SPEECH, kind(SPEECH.size, 1), decibels))
    assert measured == pytest.approx(decibels, abs=6 if kind is noises.pink else 4)


def test_clear_speech_is_not_noisy_and_a_click_has_no_ratio():
    assert speech_to_noise(SPEECH) > NOISY_DB
    assert np.isnan(speech_to_noise(SPEECH[:4_000]))


@pytest.mark.parametrize("mains", [50.0, 60.0])
def test_hum_is_taken_out_and_the_voice_is_left(monkeypatch, mains):
    monkeypatch.setattr(noises, "MAINS_HZ", mains)
    mixed = noises.mixed(SPEECH, noises.hum(SPEECH.size, 1), 0.0)
    scale = float(mixed @ SPEECH / (SPEECH @ SPEECH))

    def left(wave):
        return float(np.mean(np.square(wave - scale * SPEECH)))

    assert left(without_hum(mixed)) < left(mixed) / 20


@pytest.mark.parametrize("noise", [noises.pink, noises.music, noises.white])
def test_what_does_not_hum_is_left_as_it_is(noise):
    mixed = noises.mixed(SPEECH, noise(SPEECH.size, 1), 5.0)
    assert without_hum(mixed) is mixed
    assert without_hum(SPEECH) is SPEECH


def test_speech_in_hum_is_recognized_and_the_ratio_is_told(recognizer):
    mixed = noises.mixed(SPEECH, noises.hum(SPEECH.size, 1), 0.0)
    said = recognizer.recognize(pcm(mixed), "en", "transcribe", True, True)
    assert word_errors(ENGLISH, said.text) <= 0.25
    assert said.speech_to_noise < 6


@pytest.mark.parametrize("language", ["", "en", "pt"])
@pytest.mark.parametrize("kind", ["silence", "white", "pink", "hum", "music"])
def test_no_sure_word_is_written_where_nobody_speaks(recognizer, kind, language):
    wave = getattr(noises, kind)(6 * RATE, 5)
    wave = wave if kind == "silence" else wave * np.float32(0.03 / np.sqrt(np.mean(np.square(wave))))
    for start, seconds in ((0, 1.2), (2, 4.0)):
        piece = pcm(wave[start * RATE : int((start + seconds) * RATE)])
        said = recognizer.recognize(piece, language, "transcribe", True, True)
        # Under these limits the job drops a text (PhantomGuard).
        phantom = said.raw_confidence < 0.15 or (said.no_speech_probability > 0.6 and said.raw_confidence < 0.37)
        assert not said.text or phantom, (said.text, said.raw_confidence, said.no_speech_probability)


def whispered(wave: np.ndarray) -> np.ndarray:
    """Speech whose voice is replaced by breath: the phase of every frame is left to chance."""
    return _resynthesized(wave, lambda frame, chance: np.abs(frame) * np.exp(2j * np.pi * chance.random(frame.size)))


def _resynthesized(wave: np.ndarray, change) -> np.ndarray:
    chance = np.random.default_rng(3)
    window, hop = np.hanning(512), 128
    made = np.zeros(wave.size + 512)
    for start in range(0, wave.size - 512, hop):
        frame = np.fft.rfft(wave[start : start + 512] * window)
        made[start : start + 512] += np.fft.irfft(change(frame, chance)) * window
    return (made[: wave.size] / 1.5).astype(np.float32)


def high(wave: np.ndarray, by: float) -> np.ndarray:
    """As a smaller head says it: pitch and formants higher, and faster."""
    places = np.arange(0, wave.size - 1, by)
    return np.interp(places, np.arange(wave.size), wave).astype(np.float32)


def sung(wave: np.ndarray) -> np.ndarray:
    """Drawn out to half the pace, with a vibrato of 6 Hz."""
    times = np.arange(2 * wave.size)
    places = times / 2 + 40 * np.sin(2 * np.pi * 6 * times / RATE)
    return np.interp(places, np.arange(wave.size), wave).astype(np.float32)


@pytest.mark.parametrize(
    "changed", [whispered(SPEECH), high(SPEECH, 1.25), sung(SPEECH[: 8 * RATE])], ids=["whisper", "child", "singer"]
)
def test_an_unusual_voice_gets_words_or_none_but_never_a_loop(recognizer, changed):
    said = recognizer.recognize(pcm(changed), "en", "transcribe", True, True)
    assert len(said.text.split()) <= 2 * len(ENGLISH.split())
    assert 0 <= said.confidence <= 1
    assert all(word.end_millis <= changed.size / 16 for word in said.words)


def test_a_child_is_understood(recognizer):
    said = recognizer.recognize(pcm(high(SPEECH, 1.25)), "en", "transcribe", True, True)
    assert word_errors(ENGLISH, said.text) <= 0.35
