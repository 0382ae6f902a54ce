"""A real server for a test, started by serve.sh on free ports."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import tritonclient.grpc as triton

ROOM = Path(__file__).parents[1]
PATIENCE_SECONDS = 120


@contextmanager
def running(run_folder: Path, *given: str, **environment: str) -> Iterator[triton.InferenceServerClient]:
    """A client of a server that is ready, and is ended with the block."""
    http, grpc, metrics = map(str, _free_ports(3))
    line = [ROOM / "serve.sh", "--http-port", http, "--grpc-port", grpc, "--metrics-port", metrics]
    said = {**os.environ, "UNIVOICE_PYTHON": sys.executable, **environment}
    process = subprocess.Popen([*line, "--run-folder", run_folder, *given], env=said)
    try:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not _ready(http):
            assert process.poll() is None, "the server ended while it started"
            assert time.monotonic() < deadline, "the server is not ready in time"
            time.sleep(0.1)
        client = triton.InferenceServerClient(f"127.0.0.1:{grpc}")
        yield client
        client.close()
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)
    finally:
        process.kill()


def _free_ports(count: int) -> list[int]:
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


def _ready(port: str) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/v2/health/ready", timeout=1) as answer:
            return answer.status == 200
    except OSError:
        return False
