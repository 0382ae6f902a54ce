"""The sweep of what killed servers left in shared memory, with a mapping that is real."""

import mmap
import os
import time
from pathlib import Path

import pytest

from univoice_models.shared_memory import YOUNG_SECONDS, remove_abandoned


@pytest.fixture
def region(tmp_path):
    def make(name: str, age: float = YOUNG_SECONDS + 10) -> Path:
        path = tmp_path / f"triton_python_backend_shm_region_{name}"
        path.write_bytes(bytes(mmap.PAGESIZE))
        os.utime(path, (time.time() - age,) * 2)
        return path

    return make


def test_a_region_that_nobody_has_mapped_is_removed(region, tmp_path):
    left = region("left")
    assert remove_abandoned(tmp_path) == [left]
    assert not left.exists()


def test_a_region_that_a_process_has_mapped_stays(region, tmp_path):
    used = region("used")
    with open(used, "r+b") as file, mmap.mmap(file.fileno(), 0):
        assert remove_abandoned(tmp_path) == []
    assert used.exists()


def test_a_region_that_was_just_made_stays(region, tmp_path):
    young = region("young", age=1)
    assert remove_abandoned(tmp_path) == []
    assert young.exists()


def test_other_files_stay(tmp_path):
    other = tmp_path / "univoice-state-1"
    other.write_bytes(b"")
    os.utime(other, (0, 0))
    assert remove_abandoned(tmp_path) == []
    assert other.exists()
