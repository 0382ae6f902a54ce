"""Starts the stand-in for AWS with two changes to how it forgets what has expired.

It looks now and then instead of at each request: the original looks through every iterator of the last five minutes and
every record of the last day each time it is asked. A job that asks a hundred times a second leaves thirty thousand
iterators, and looking through them takes a whole core.

It keeps the last ten minutes of a shard instead of a day, which for one talker would be 3.7 GB of memory. They end with
its newest record and not now: what a savepoint goes on in must still be there when it is restored hours later. And
readers keep their place: a place is a count of records, so the original, when it drops some, lets every reader jump over
as many new ones.
"""

import bisect
import time
from collections.abc import Callable

from ministack.app import main
from ministack.services import kinesis

LOOK_EVERY_SECONDS = 10.0
KEPT_SECONDS = 600.0


def seldom(look: Callable[..., None]) -> Callable[..., None]:
    last = time.monotonic()

    def look_if_it_is_time(*arguments) -> None:
        nonlocal last
        if time.monotonic() - last >= LOOK_EVERY_SECONDS:
            last = time.monotonic()
            look(*arguments)

    return look_if_it_is_time


def forget_old_records(stream: dict) -> None:
    for shard_id, shard in stream["shards"].items():
        records = shard["records"]
        if not records:
            continue
        oldest = records[-1]["ApproximateArrivalTimestamp"] - KEPT_SECONDS
        gone = bisect.bisect_left(records, oldest, key=lambda record: record["ApproximateArrivalTimestamp"])
        if gone == 0:
            continue
        del records[:gone]
        for reader in kinesis._shard_iterators.values():
            if reader["shard_id"] == shard_id and reader["stream"] == stream["StreamName"]:
                reader["position"] = max(0, reader["position"] - gone)


# A job that was away for longer asks for a new one, as it would of AWS after five minutes.
kinesis.ITERATOR_EXPIRY_SECONDS = 30
kinesis._expire_iterators = seldom(kinesis._expire_iterators)
kinesis._expire_records = seldom(forget_old_records)

if __name__ == "__main__":
    main()
