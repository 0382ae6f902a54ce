"""Triton's face of the voiceprint extractor; the tensors are described in ../CONTRACT.md."""

import numpy as np

from univoice_models.answering import answer
from univoice_models.settings import Settings
from univoice_models.tensors import Inputs
from univoice_models.voiceprint.extractor import VoiceprintExtractor


class TritonPythonModel:
    def initialize(self, args):
        self._extractor = VoiceprintExtractor(Settings.from_triton(args))

    def execute(self, requests):
        return [answer(request, self._extractor.describe, self._extract) for request in requests]

    def _extract(self, inputs: Inputs) -> dict:
        voice = self._extractor.extract(inputs.needed("PCM"))
        pitch = voice.pitch
        return {
            "EMBEDDING": voice.embedding,
            "PITCH": np.array([pitch.mean, pitch.deviation, pitch.voiced_fraction], np.float32),
            "SPECTRUM": voice.spectrum,
            "LOUDNESS": voice.loudness,
            "ENERGY_VARIATION": voice.energy_variation,
            "RATE": voice.rate,
            "PITCH_RANGE": voice.pitch_range,
            "CONTOUR": voice.contour,
            "CENTROID": voice.centroid,
            "CURVES": voice.curves,
            "WINDOW_EMBEDDINGS": voice.windows.embeddings,
            "WINDOW_TIMES": voice.windows.times,
            "WINDOW_PROSODY": voice.windows.prosody,
            "WINDOW_SPECTRA": voice.windows.spectra,
        }
