"""Writes recordings with their truth as README.md says."""

from pathlib import Path

import numpy as np

from . import audio

Turn = tuple[float, float, str]
"""Start and duration in seconds, and who."""

Sentence = tuple[float, float, str, str]
"""Start and end in seconds, who, and what."""


class Folder:
    """One set: recordings, the files beside them, the table of tags, the bars."""

    def __init__(self, path: Path):
        self.path = path
        self.tags: dict[str, dict[str, str]] = {}
        path.mkdir(parents=True, exist_ok=True)

    def add(
        self,
        name: str,
        samples: np.ndarray,
        transcript: tuple[str, str] | None = None,
        turns: list[Turn] = (),
        translations: dict[str, str] | None = None,
        sentences: list[Sentence] = (),
        **tags: str,
    ) -> None:
        """One recording; `transcript` is language and text, `translations` text by language, a line a sentence."""
        audio.write(self.path / f"{name}.flac", samples)
        if transcript:
            (self.path / f"{name}.transcript.{transcript[0]}.txt").write_text(transcript[1] + "\n", encoding="utf-8")
        for language, text in (translations or {}).items():
            (self.path / f"{name}.translation.{language}.txt").write_text(text + "\n", encoding="utf-8")
        if turns:
            lines = (
                f"SPEAKER {name} 1 {start:.3f} {length:.3f} <NA> <NA> {who} <NA> <NA>" for start, length, who in turns
            )
            (self.path / f"{name}.rttm").write_text("\n".join(lines) + "\n", encoding="utf-8")
        if sentences:
            lines = (f"{name} 1 {who} {start:.3f} {end:.3f} {what}" for start, end, who, what in sentences)
            (self.path / f"{name}.stm").write_text("\n".join(lines) + "\n", encoding="utf-8")
        if tags:
            self.tags[name] = tags

    def end(self, **bars: float) -> None:
        """Writes the table of tags and the bars of this set."""
        columns = sorted({column for tags in self.tags.values() for column in tags})
        if columns:
            rows = ["\t".join(["name", *columns])]
            rows += ["\t".join([name, *(tags.get(c, "") for c in columns)]) for name, tags in self.tags.items()]
            (self.path / "tags.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
        if bars:
            lines = (f"{measure}\t{limit}" for measure, limit in bars.items())
            (self.path / "bars.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
