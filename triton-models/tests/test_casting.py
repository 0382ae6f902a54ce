"""Who speaks for a speaker, and how far the voice is moved towards them by what the voiceprint model hears."""

from dataclasses import replace

import numpy as np
import pytest

from univoice_models.settings import weights_folder
from univoice_models.synthesis.casting import CLIP_FRAMES, CLIPS, Casting, clips, colour_of
from univoice_models.synthesis.fitting import FURTHEST, SHAPES, Fitting, shapes
from univoice_models.synthesis.speaker import Speaker
from univoice_models.synthesis.stock_voices import StockVoices, packed, unpacked
from univoice_models.synthesis.voice_names import correction_of, fitted, manner_of, parts_of, plain
from univoice_models.voiceprint.encoder import SpeakerEncoder

from .conftest import recording

SOME = ["am_adam", "am_eric", "am_michael", "af_heart", "af_sky", "pf_dora"]


@pytest.fixture
def voices() -> StockVoices:
    return StockVoices(SOME)


@pytest.fixture(scope="module")
def listener():
    return SpeakerEncoder(weights_folder("voiceprint_extractor/1.0.0") / "ge2e.onnx", threads=2).embed_each


@pytest.fixture(scope="module")
def somebody(extractor) -> Speaker:
    heard = extractor.extract(recording("english.wav"))
    return Speaker(heard.embedding, np.array([heard.pitch.mean, heard.pitch.deviation]), heard.spectrum, heard.loudness)


def test_a_fitted_colour_is_nearer_to_the_speaker_also_in_sound_that_it_was_not_fitted_on(voices, listener, somebody):
    for name in ("am_eric", "am_adam", "am_michael"):
        fitted_on, unheard = (clips(voices.spoken(name, language)) for language in ("en", "pt"))
        begun = colour_of(voices.find(name, "en"), somebody)
        correction = Fitting(fitted_on, listener).correction(begun, somebody.voiceprint)
        colours = np.array([begun, begun + shapes(40) @ correction])
        before, after = Fitting(unheard, listener).heard(colours) @ somebody.voiceprint
        assert after > before + 0.01, name


def test_shapes_make_a_voice_neither_louder_nor_softer_as_a_whole():
    assert np.allclose(shapes(40).T @ shapes(40), np.eye(SHAPES))
    assert np.allclose(shapes(40).sum(axis=0), 0.0)


def test_a_correction_is_bounded_however_far_the_listener_asks_it_to_go():
    def hardly_hears(clips):
        tilts = 0.01 * np.log(clips[:, 0, 0] / clips[:, 0, -1])
        return np.stack([np.cos(tilts), np.sin(tilts)], axis=1)

    found = Fitting(np.ones((1, 160, 40), np.float32), hardly_hears).correction(np.zeros(40), np.array([0.0, 1.0]))
    assert np.linalg.norm(found) == pytest.approx(FURTHEST)


def test_a_filter_does_not_change_how_loud_the_model_hears_a_voice(voices):
    heard = []
    fitting = Fitting(voices.spoken("am_eric", "en"), lambda clips: heard.extend(clips) or np.ones((len(clips), 2)))
    fitting.heard(np.full((1, 40), 3.0))
    fitting.heard(np.zeros((1, 40)))
    assert heard[0].sum() == pytest.approx(heard[1].sum(), rel=1e-4)


def test_who_is_most_like_the_standard_voice_never_has_one_that_is_less_like(voices, listener, somebody):
    standard, other = voices.find("af_heart", "en"), voices.find("af_sky", "en")
    like_standard = replace(somebody, voiceprint=standard.voiceprint, spectrum=standard.spectrum)
    unlike = replace(other, voiceprint=standard.voiceprint)
    voices._casts["en"]["af_sky"] = replace(unlike, pitch=standard.pitch + 2.0)
    far = replace(like_standard, pitch=standard.pitch + 2.0)
    assert voices.nearest(far.voiceprint, far.pitch, "en").id != "af_heart"
    assert plain(Casting(voices, listener).chosen(far, "en").id) == "af_heart"


def test_of_a_blend_one_voice_is_listened_to_after_the_other():
    frames = np.arange(2 * CLIPS * CLIP_FRAMES).reshape(2, -1, 1)
    heard = clips(frames)[:, 0, 0].tolist()
    assert heard == [0, CLIPS * CLIP_FRAMES + CLIP_FRAMES, 2 * CLIP_FRAMES]
    assert clips(frames[:1]).ravel().tolist() == list(range(CLIPS * CLIP_FRAMES))


def test_a_fitted_voice_is_found_again_by_its_name(voices, listener, somebody):
    chosen = Casting(voices, listener).chosen(somebody, "en")
    again = voices.find(chosen.id, "en")
    assert chosen.correction is not None and np.any(chosen.correction)
    assert again.id == chosen.id and np.array_equal(again.correction, chosen.correction)
    assert np.array_equal(colour_of(again, somebody), colour_of(chosen, somebody))


def test_a_fitted_voice_sounds_through_what_it_was_fitted_by(voices, somebody):
    correction = np.linspace(-1.0, 1.0, SHAPES)
    as_it_is, moved = (voices.find(name, "en") for name in ("am_eric", fitted("am_eric", correction)))
    more = colour_of(moved, somebody) - colour_of(as_it_is, somebody)
    assert shapes(40).T @ more == pytest.approx(correction, abs=0.051)


def test_a_speaker_who_is_asked_for_again_is_not_listened_to_again(voices, listener, somebody):
    asked = []
    casting = Casting(voices, lambda heard: asked.append(1) or listener(heard))
    first, again = casting.chosen(somebody, "en"), casting.chosen(somebody, "en")
    listened = len(asked)
    casting.chosen(somebody, "pt")
    assert first.id == again.id and len(asked) == 2 * listened


def test_a_name_says_what_a_voice_was_fitted_by():
    name = fitted("am_adam+pm_alex", np.array([0.44, -1.1, 0.0]))
    assert name == "am_adam+pm_alex~4,-11,0"
    assert correction_of(name) == pytest.approx([0.4, -1.1, 0.0])
    assert (plain(name), parts_of(name)) == ("am_adam+pm_alex", ["am_adam", "pm_alex"])
    assert manner_of(name, "pt") == "pm_alex"
    assert correction_of("am_adam") is None


@pytest.mark.parametrize("end", ["~", "~1,2", "~" + ",".join(["x"] * SHAPES), "~" + ",".join(["900"] * SHAPES)])
def test_what_no_voice_can_be_fitted_by_is_no_voice(voices, end):
    assert voices.find(f"am_adam{end}", "en") is None


def test_the_nearest_voice_speaks_unfitted_where_nothing_listens_or_nothing_is_known_of_the_colour(
    voices, listener, somebody
):
    nearest = voices.nearest(somebody.voiceprint, somebody.pitch, "en")
    assert Casting(voices, None).chosen(somebody, "en") is nearest
    assert Casting(voices, listener).chosen(replace(somebody, spectrum=np.zeros(40)), "en") is nearest
    assert Casting(voices, listener).chosen(Speaker(), "pt").id == "pf_dora"


def test_sound_is_kept_to_a_quarter_of_a_decibel():
    power = np.exp(np.linspace(-19.9, 5.0, 1_000))
    assert np.abs(10 * np.log10(unpacked(packed(power)) / power)).max() < 0.25
    assert np.isfinite(unpacked(packed(np.array([0.0, 1e9])))).all()
