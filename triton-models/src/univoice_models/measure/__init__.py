"""Measures what the models do to voices, over a folder of recordings; `python -m univoice_models.measure.voices`."""
