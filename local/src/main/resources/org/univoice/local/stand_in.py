"""Starts the stand-in for AWS, which looks for what has expired now and then instead of at each request.

The original looks through every iterator of the last five minutes and every record of the last day each time it is
asked. A job that asks a hundred times a second leaves thirty thousand iterators, and looking through them takes a whole
core.
"""

import time
from collections.abc import Callable

from ministack.app import main
from ministack.services import kinesis

LOOK_EVERY_SECONDS = 10.0


def seldom(look: Callable[..., None]) -> Callable[..., None]:
    last = time.monotonic()

    def look_if_it_is_time(*arguments) -> None:
        nonlocal last
        if time.monotonic() - last >= LOOK_EVERY_SECONDS:
            last = time.monotonic()
            look(*arguments)

    return look_if_it_is_time


# A job that was away for longer asks for a new one, as it would of AWS after five minutes.
kinesis.ITERATOR_EXPIRY_SECONDS = 30
kinesis._expire_iterators = seldom(kinesis._expire_iterators)
kinesis._expire_records = seldom(kinesis._expire_records)

if __name__ == "__main__":
    main()
