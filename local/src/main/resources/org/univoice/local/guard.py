"""Starts a command and ends it, with everything that it started, when standard input closes.

The stack's processes must end with the command line even when that is killed: its end of the pipe then closes
by itself. Usage: guard.py PATIENCE COMMAND...; exits with the command's code (128 + signal when it was killed). What
has not ended PATIENCE seconds after it was asked to is killed.
"""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time

PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36
REST_SECONDS = 5.0
libc = ctypes.CDLL(None, use_errno=True)


def descendants() -> list[int]:
    """Children of this process, and orphans that it was handed as their subreaper."""
    with open(f"/proc/self/task/{os.getpid()}/children") as children:
        return [int(pid) for pid in children.read().split()]


def signal_group(group: int, number: int) -> None:
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        pass


def end_rest() -> None:
    """What left the group (or outlived its parent) is handed to this process: end that as well."""
    deadline = time.monotonic() + REST_SECONDS
    while time.monotonic() < deadline:
        rest = descendants()
        if not rest:
            return
        for pid in rest:
            try:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
            except (ProcessLookupError, ChildProcessError):
                pass


def main() -> int:
    libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    # Ctrl-C goes to the whole terminal group; the command line decides what ends when.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # So does TERM, as service managers send it. By a handler, for the command must not inherit being deaf to it.
    signal.signal(signal.SIGTERM, lambda *_: None)
    child = subprocess.Popen(
        sys.argv[2:],
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=lambda: libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0),
    )
    ended = threading.Event()

    def end_with_stdin() -> None:
        while os.read(0, 1):
            pass
        signal_group(child.pid, signal.SIGTERM)
        if not ended.wait(float(sys.argv[1])):
            signal_group(child.pid, signal.SIGKILL)

    threading.Thread(target=end_with_stdin, daemon=True).start()
    code = child.wait()
    ended.set()
    signal_group(child.pid, signal.SIGKILL)
    end_rest()
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(main())
