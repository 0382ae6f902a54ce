"""Who spoke when, by pyannote.metrics (Bredin 2017)."""

from pathlib import Path

from pyannote.core import Annotation, Segment, Timeline
from pyannote.metrics.diarization import DiarizationErrorRate

COLLAR_S = 0.25
"""pyannote.metrics takes the width of what is left out around a change: half of it lies on either side."""

NIST_COLLAR_S = 0.5
"""A collar of 0.25 s as NIST's md-eval means it: on either side."""


def read_rttm(path: Path) -> Annotation:
    """Turns of one recording."""
    turns = Annotation()
    for number, line in enumerate(path.read_text("utf-8").splitlines()):
        fields = line.split()
        if fields and fields[0] == "SPEAKER":
            turns[Segment(float(fields[3]), float(fields[3]) + float(fields[4])), number] = fields[7]
    return turns


def heard_turns(finals: list[dict]) -> Annotation:
    """Segments as turns of who was named, from the first voiced sample to the last."""
    turns = Annotation()
    for number, segment in enumerate(finals):
        turns[Segment(segment["start_ms"] / 1000, segment["end_ms"] / 1000), number] = segment["speaker"]
    return turns


class DiarizationErrors:
    """Adds recordings up; overlapped speech counts."""

    def __init__(self, collar_s: float = COLLAR_S):
        self._metric = DiarizationErrorRate(collar=collar_s, skip_overlap=False)

    def add(self, truth: Annotation, heard: Annotation, seconds: float) -> float:
        """The recording's own rate."""
        return float(self._metric(truth, heard, uem=Timeline([Segment(0, seconds)])))

    @property
    def rate(self) -> float:
        """Missed, falsely found and confused speech, per speech."""
        return float(abs(self._metric))

    def shares(self) -> dict[str, float]:
        """The same, one by one."""
        sums = self._metric.accumulated_
        kinds = ("missed detection", "false alarm", "confusion")
        return {kind: float(sums[kind]) / float(sums["total"]) for kind in kinds}
