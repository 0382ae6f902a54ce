"""Scripts that measure the models on recordings, as `python -m univoice_models.measure.…`; none is needed to serve."""
