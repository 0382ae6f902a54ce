"""Starts the stand-in for the stores with one change: it saves what it holds now and then.

The original saves when it ends in order, so that a machine that loses its power takes with it what users kept since the
start. Objects of S3 are written at once either way.
"""

import threading
from collections.abc import Callable

from ministack import app

SAVE_EVERY_SECONDS = 20.0

saving = threading.Lock()
save_all = app.save_all


def save_one_at_a_time(services: dict[str, Callable[[], object]]) -> None:
    """The last save, at the end, may meet one that has begun: both would write the same files."""
    with saving:
        save_all(services)


def save_now_and_then() -> None:
    while not ended.wait(SAVE_EVERY_SECONDS):
        app.save_all(app._build_persistence_save_dict())


ended = threading.Event()
app.save_all = save_one_at_a_time

if __name__ == "__main__":
    threading.Thread(target=save_now_and_then, name="saving", daemon=True).start()
    app.main()
