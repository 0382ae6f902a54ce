"""JSON lines: how the benchmark's steps tell each other what they know."""

import json
from pathlib import Path


def read(path: Path) -> list[dict]:
    """One dictionary a line; none when there is no such file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []
