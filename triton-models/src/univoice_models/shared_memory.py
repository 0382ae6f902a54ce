"""What Triton's Python backends leave when their server is killed: a region of shared memory for each instance."""

import os
import time
from pathlib import Path

REGIONS = "triton_python_backend_shm_region_*"
YOUNG_SECONDS = 60
"""A region this young may belong to a server that is just starting and has not mapped it yet."""


def remove_abandoned(folder: Path = Path("/dev/shm"), processes: Path = Path("/proc")) -> list[Path]:
    """Removes the regions of this user that no process has mapped any more; says which.

    A process is seen only in this one's own PID namespace: the regions of a live server in another container that
    shares the folder count as abandoned. Containers that serve models therefore need a /dev/shm of their own.
    """
    old = [region for region in folder.glob(REGIONS) if _may_be_abandoned(region)]
    if not old:
        return []
    mapped = _mapped(processes)
    abandoned = [region for region in old if str(region) not in mapped]
    for region in abandoned:
        region.unlink(missing_ok=True)
    return abandoned


def _may_be_abandoned(region: Path) -> bool:
    try:
        made = region.stat()
    except FileNotFoundError:
        return False
    return made.st_uid == os.getuid() and time.time() - made.st_mtime > YOUNG_SECONDS


def _mapped(processes: Path) -> set[str]:
    """Paths of all regions that this user's processes have mapped."""
    paths = set()
    for maps in processes.glob("[0-9]*/maps"):
        try:
            lines = maps.read_text().splitlines()
        except OSError:  # It has ended, or is somebody else's: then so are its regions.
            continue
        paths.update(line.split(maxsplit=5)[5] for line in lines if "triton_python_backend" in line)
    return paths
