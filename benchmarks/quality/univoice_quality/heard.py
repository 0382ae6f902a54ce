"""Recordings with their truth and what the job made of them, side by side."""

from dataclasses import dataclass
from pathlib import Path

from . import audio, lines


@dataclass(frozen=True)
class Heard:
    """One recording.

    Attributes:
        recording: its line of recordings.jsonl.
        finals: segments that ended with words, in order of their start.
        partials: segments of which partial captions were shown, ended or not.
        notices: codes of what failed meanwhile.
        seconds: of the recording.
    """

    recording: dict
    finals: list[dict]
    partials: list[dict]
    notices: list[str]
    seconds: float

    @property
    def set(self) -> str:
        return self.recording["set"]

    @property
    def tags(self) -> dict:
        return self.recording["tags"]

    @property
    def transcript(self) -> str | None:
        return self.recording["transcript"]

    @property
    def language(self) -> str:
        """Of the transcript; empty without one."""
        return self.recording["language"]

    @property
    def text(self) -> str:
        return " ".join(segment["text"] for segment in self.finals)

    @property
    def is_still(self) -> bool:
        """Nobody says anything in it."""
        return self.transcript is not None and not self.transcript.strip()

    @property
    def noise(self) -> str:
        """ "none" for the clean one of a comparison, empty outside of comparisons."""
        return "" if self.is_still else self.tags.get("noise", "")


def read(work: Path, hypotheses: str = "hypotheses.jsonl") -> list[Heard]:
    """Everything that the job heard, of one of the files that say so."""
    by_session: dict[str, list[dict]] = {}
    for line in lines.read(work / hypotheses):
        by_session.setdefault(line["session"], []).append(line)
    return [_heard(recording, by_session.get(recording["session"], []), work) for recording in _recordings(work)]


def _recordings(work: Path) -> list[dict]:
    return lines.read(work / "recordings.jsonl")


def _heard(recording: dict, said: list[dict], work: Path) -> Heard:
    pcm = work / "pcm" / f"{recording['session']}.pcm"
    return Heard(
        recording,
        [line for line in said if line.get("final")],
        [line for line in said if line.get("partials")],
        [line["notice"] for line in said if "notice" in line],
        pcm.stat().st_size / 2 / audio.RATE_HZ if pcm.exists() else 0.0,
    )
