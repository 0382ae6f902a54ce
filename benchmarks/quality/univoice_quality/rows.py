"""Rows of the table: what was judged, the bar, what was measured, whether it is met."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """`met` is None where there is no bar."""

    what: str
    measured: str
    bar: str = ""
    met: bool | None = None

    def __str__(self) -> str:
        met = "" if self.met is None else "yes" if self.met else "**no**"
        return f"| {self.what} | {self.measured} | {self.bar} | {met} |"


class Bars:
    """What a set is held to: its bars.tsv, a measure and a limit a line."""

    def __init__(self, recordings: list[dict]):
        self._limits: dict[tuple[str, str], float] = {}
        for folder in {(recording["set"], Path(recording["audio"]).parent) for recording in recordings}:
            file = folder[1] / "bars.tsv"
            for line in file.read_text("utf-8").splitlines() if file.exists() else []:
                measure, _, limit = line.partition("\t")
                self._limits[folder[0], measure.strip()] = float(limit)

    def at_most(self, of_set: str, measure: str, value: float, what: str, measured: str) -> Row:
        """The less the better."""
        limit = self._limits.get((of_set, measure))
        return Row(what, measured) if limit is None else Row(what, measured, f"≤ {shown(limit)}", value <= limit + 1e-9)

    def at_least(self, of_set: str, measure: str, value: float, what: str, measured: str) -> Row:
        """The more the better."""
        limit = self._limits.get((of_set, measure))
        return Row(what, measured) if limit is None else Row(what, measured, f"≥ {shown(limit)}", value >= limit - 1e-9)


def shown(share: float) -> str:
    """A share as people read it."""
    return f"{100 * share:.1f} %"


def table(rows: list[Row]) -> list[str]:
    """Markdown."""
    return ["| what | measured | bar | met |", "|---|---|---|---|", *map(str, rows)]
