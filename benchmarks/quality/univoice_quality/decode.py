"""Brings recordings to what the job hears: `python -m univoice_quality.decode WORK`.

Reads WORK/recordings.jsonl, writes WORK/pcm/<session>.pcm: headerless 16 kHz mono, little-endian 16-bit samples.
"""

import sys
from pathlib import Path

import numpy as np
import soundfile

from . import audio, lines

LONGEST_S = 3 * 3600


def main(given: list[str]) -> int:
    """2 and one line about the first file that is no recording."""
    work = Path(given[0])
    for recording in lines.read(work / "recordings.jsonl"):
        path = Path(recording["audio"])
        try:
            if soundfile.info(path).duration > LONGEST_S:
                raise ValueError(f"longer than {LONGEST_S // 3600} hours; cut it into parts")
            samples = audio.read(path)
        except (soundfile.LibsndfileError, ValueError) as problem:
            print(f"{path}: {getattr(problem, 'error_string', problem)}", file=sys.stderr)
            return 2
        if not len(samples) or not np.isfinite(samples).all():
            print(f"{path}: there is no sound in it", file=sys.stderr)
            return 2
        out = work / "pcm" / f"{recording['session']}.pcm"
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes((np.clip(samples, -1, 1) * 32767).round().astype("<i2").tobytes())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
