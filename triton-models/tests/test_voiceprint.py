import math

import numpy as np
import pytest

from univoice_models.errors import InvalidInput
from univoice_models.mel import mel_filters
from univoice_models.voiceprint.pace import syllable_rate
from univoice_models.voiceprint.pitch import statistics, track

from .conftest import recording

SECONDS = np.arange(32_000) / 16_000


def test_one_speaker_is_nearer_to_itself_than_to_another(extractor):
    first, again, other = (
        extractor.extract(recording(name)).embedding
        for name in ("first-speaker-1.flac", "first-speaker-2.flac", "second-speaker.flac")
    )
    assert np.linalg.norm(first) == pytest.approx(1.0, abs=1e-5)
    assert first @ again > 0.72 > first @ other


def test_a_voiceprint_has_sensible_figures(extractor):
    voice = extractor.extract(recording("english.wav"))
    assert 80 < math.exp(voice.pitch.mean) < 160
    assert 0.02 < voice.pitch.deviation < 0.4
    assert 0.3 < voice.pitch.voiced_fraction <= 1.0
    assert voice.spectrum.shape == (40,)
    assert voice.spectrum.mean() == pytest.approx(0.0, abs=1e-4)
    assert -40 < voice.loudness < -10
    assert 0 < voice.energy_variation < 20
    assert 1.5 < voice.rate < 8


def test_loudness_follows_the_level(extractor):
    pcm = recording("english.wav")
    assert extractor.extract(pcm // 4).loudness == pytest.approx(extractor.extract(pcm).loudness - 12.04, abs=0.3)


def test_the_pitch_of_a_hum_is_found():
    hum = sum(np.sin(2 * np.pi * 150 * harmonic * SECONDS) / harmonic for harmonic in range(1, 12))
    pitch = statistics(track(0.1 * hum), np.ones(201, bool))
    assert math.exp(pitch.mean) == pytest.approx(150, rel=0.01)
    assert pitch.voiced_fraction > 0.9


def test_silence_has_no_voice(extractor):
    voice = extractor.extract(np.zeros(16_000, np.int16))
    assert not voice.embedding.any()
    assert math.isnan(voice.pitch.mean) and voice.pitch.voiced_fraction == 0.0


def test_syllables_are_counted():
    levels = np.tile(np.r_[np.full(10, -40.0), np.hanning(15) * 20 - 40], 8)
    everywhere = np.ones(levels.size, bool)
    assert syllable_rate(levels, everywhere, everywhere) == pytest.approx(4.0, abs=0.6)


def test_mel_filters_have_unit_area():
    filters = mel_filters(40)
    assert filters.shape == (40, 201)
    assert (filters[20:].sum(axis=1) * 40).tolist() == pytest.approx([1.0] * 20, abs=0.06)


@pytest.mark.parametrize("size", [0, 1, 6_000])
def test_too_little_audio_is_refused(extractor, size):
    with pytest.raises(InvalidInput, match="PCM"):
        extractor.extract(np.ones(size, np.int16))
