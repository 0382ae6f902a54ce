"""All four contracts over gRPC against the real Triton server, started by serve.sh on free ports."""

import json
import os
import queue
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import numpy as np
import pytest
import tritonclient.grpc as triton
from tritonclient.utils import InferenceServerException

from .conftest import recording

ROOM = Path(__file__).parents[1]
ROLES = ("speech_recognizer", "voiceprint_extractor", "translator", "speech_synthesizer")
FLAGS = ("DESCRIBE", "FINAL", "WORDS", "CLONE", "ENTITIES")
KINDS = {"EMPHASIS": "INT32", "PCM": "INT16", "REFERENCE_PCM": "INT16", **dict.fromkeys(FLAGS, "BOOL")}
NUMBERS = {"VOICEPRINT", "PITCH", "SPECTRUM", "LOUDNESS", "SPEED", "PAUSES", "UTTERANCE_RATE"}


def tensors(**values) -> list[triton.InferInput]:
    made = []
    for name, value in values.items():
        kind = KINDS.get(name, "FP32" if name in NUMBERS else "BYTES")
        flat = [value] if isinstance(value, (str, bool, float)) else value
        data = np.array([text.encode() for text in flat], object) if kind == "BYTES" else np.asarray(flat)
        if kind == "FP32":
            data = data.astype(np.float32)
        made.append(triton.InferInput(name, data.shape, kind))
        made[-1].set_data_from_numpy(data)
    return made


def free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    http, grpc, metrics = map(str, free_ports(3))
    run_folder = tmp_path_factory.mktemp("run")
    line = [ROOM / "serve.sh", "--http-port", http, "--grpc-port", grpc, "--metrics-port", metrics]
    process = subprocess.Popen(
        [*line, "--run-folder", run_folder], env={**os.environ, "UNIVOICE_PYTHON": sys.executable}
    )
    try:
        deadline = time.monotonic() + 60
        while not _ready(http):
            assert process.poll() is None, "the server ended while it started"
            assert time.monotonic() < deadline, "the server is not ready after a minute"
            time.sleep(0.1)
        client = triton.InferenceServerClient(f"127.0.0.1:{grpc}")
        client.process_id = process.pid
        client.killed_regions = set()
        yield client
        client.close()
        regions = [Path("/dev/shm") / name for name in _regions(process.pid) - client.killed_regions]
        assert len(regions) >= len(ROLES)
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)
        assert not [region for region in regions if region.exists()], "a server that ends leaves no shared memory"
    finally:
        process.kill()


def _regions(process: int) -> set[str]:
    """Names of the shared memory that a server has with its model instances, from its mappings."""
    maps = Path(f"/proc/{process}/maps").read_text()
    return {Path(line.split()[-1]).name for line in maps.splitlines() if "triton_python_backend_shm_region" in line}


def _ready(port: str) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/v2/health/ready", timeout=1) as answer:
            return answer.status == 200
    except OSError:
        return False


def spoken(client, cancel_after: int | None = None, **values) -> list:
    """Responses of the synthesizer in order; an exception when it answers one."""
    answers: queue.Queue = queue.Queue()
    client.start_stream(lambda result, error: answers.put((result, error)))
    try:
        client.async_stream_infer("speech_synthesizer", tensors(**values), enable_empty_final_response=True)
        said = []
        while True:
            result, error = answers.get(timeout=60)
            if error:
                raise error
            if not result.get_response().outputs:
                return said
            said.append(result)
            if cancel_after == len(said):
                return said
    finally:
        client.stop_stream(cancel_requests=cancel_after is not None)


@pytest.mark.parametrize("role", ROLES)
def test_every_role_describes_itself(server, role):
    if role == "speech_synthesizer":
        answer = spoken(server, DESCRIBE=True)[0]
    else:
        answer = server.infer(role, tensors(DESCRIBE=True))
    said = json.loads(answer.as_numpy("DECLARATION")[0])
    assert said["role"] == role
    assert {"version", "licence", "languages", "pairs", "gistPairs", "voices"} <= said.keys()
    if role == "translator":
        assert {"source": "pt", "target": "en", "tier": "useful"} in said["pairs"]
    if role == "speech_synthesizer":
        assert len(said["voices"]) == 54 and said["sampleRateHz"] == 24_000


def test_the_recognizer_keeps_its_contract(server):
    answer = server.infer("speech_recognizer", tensors(PCM=recording("english.wav"), LANGUAGE=""))
    assert b"apostle of the middle classes" in answer.as_numpy("TEXT")[0]
    assert answer.as_numpy("LANGUAGE")[0] == b"en"
    words = len(answer.as_numpy("WORD_TEXTS"))
    assert answer.as_numpy("WORD_TIMES").shape == (words, 2)
    assert answer.as_numpy("WORD_CONFIDENCES").shape == (words,)
    for name in ("LANGUAGE_PROBABILITY", "CONFIDENCE", "NO_SPEECH_PROBABILITY"):
        assert answer.as_numpy(name).shape == (1,)
    partial = server.infer("speech_recognizer", tensors(PCM=recording("english.wav"), FINAL=False))
    assert partial.as_numpy("WORD_TEXTS").size == 0 and partial.as_numpy("WORD_TIMES").shape == (0, 2)


def test_the_voiceprint_extractor_and_the_synthesizer_fit_together(server):
    voice = server.infer("voiceprint_extractor", tensors(PCM=recording("portuguese.wav")))
    assert voice.as_numpy("EMBEDDING").shape == (256,) and voice.as_numpy("PITCH").shape == (3,)
    assert voice.as_numpy("CURVES").shape == (-(-recording("portuguese.wav").size // 320), 2)
    assert voice.as_numpy("ENERGY_VARIATION").shape == (1,) and voice.as_numpy("RATE").shape == (1,)
    speaker = {
        "VOICEPRINT": voice.as_numpy("EMBEDDING"),
        "PITCH": voice.as_numpy("PITCH")[:2],
        "SPECTRUM": voice.as_numpy("SPECTRUM"),
        "LOUDNESS": voice.as_numpy("LOUDNESS"),
    }
    pieces = spoken(server, TEXT="Good morning. The report was ready last night.", LANGUAGE="en", **speaker)
    assert [int(piece.as_numpy("CLAUSE")[0]) for piece in pieces] == list(range(len(pieces))) and len(pieces) > 1
    assert {piece.as_numpy("SIMILARITY")[0] for piece in pieces} == {b"similar"}
    assert len({piece.as_numpy("VOICE")[0] for piece in pieces}) == 1
    assert all(piece.as_numpy("PCM").dtype == np.int16 and piece.as_numpy("PCM").size for piece in pieces)


def test_the_translator_keeps_its_contract(server):
    values = {"TEXT": "My name is %1.", "SOURCE": "en-US", "TARGET": "pt-BR", "CONTEXT": ["Hello.", "Who are you?"]}
    answer = server.infer("translator", tensors(**values))
    assert "%1" in answer.as_numpy("TEXT")[0].decode()
    assert 0 < answer.as_numpy("CONFIDENCE")[0] <= 1
    assert answer.as_numpy("ALTERNATIVES").ndim == 1
    said, alignment = answer.as_numpy("TEXT")[0].decode(), answer.as_numpy("ALIGNMENT")
    assert [11, 14, said.index("%1"), len(said)] in alignment.tolist()


@pytest.mark.parametrize(
    ("role", "values", "sentence"),
    [
        ("speech_recognizer", {"PCM": np.ones(1, np.int16)}, "at least"),
        ("speech_recognizer", {"LANGUAGE": "en"}, "PCM is missing"),
        ("voiceprint_extractor", {"PCM": np.zeros(0, np.int16)}, "empty"),
        ("translator", {"TEXT": "Hi", "SOURCE": "en", "TARGET": "xx"}, "no translation"),
    ],
)
def test_a_wrong_input_is_an_invalid_argument(server, role, values, sentence):
    with pytest.raises(InferenceServerException, match=sentence) as refused:
        server.infer(role, tensors(**values))
    assert "INVALID_ARGUMENT" in refused.value.status()


def test_a_wrong_synthesis_is_an_error_on_the_stream(server):
    with pytest.raises(InferenceServerException, match="language xx"):
        spoken(server, TEXT="Hi", LANGUAGE="xx")


def test_a_stressed_word_lasts_longer(server):
    plain, stressed = (
        sum(piece.as_numpy("PCM").size for piece in spoken(server, TEXT="I never said that.", LANGUAGE="en", **more))
        for more in ({}, {"EMPHASIS": np.array([2, 7], np.int32)})
    )
    assert 1.03 * plain < stressed < 1.4 * plain
    with pytest.raises(InferenceServerException, match="odd number"):
        spoken(server, TEXT="Hi", LANGUAGE="en", EMPHASIS=np.array([2], np.int32))


def test_a_cancelled_synthesis_frees_the_model(server):
    text = "This sentence has a few words in it. " * 30
    assert len(spoken(server, cancel_after=1, TEXT=text, LANGUAGE="en")) == 1
    begun = time.monotonic()
    assert spoken(server, TEXT="Hello.", LANGUAGE="en")
    assert time.monotonic() - begun < 20, "thirty sentences would have taken far longer"


def test_a_killed_model_is_repaired_by_unload_and_load(server):
    for child in _children(server.process_id):
        if "translator" in Path(f"/proc/{child}/cmdline").read_text():
            server.killed_regions |= _regions(child)  # Triton forgets these; the next start removes them.
            os.kill(child, signal.SIGKILL)
    values = {"TEXT": "Hello.", "SOURCE": "en", "TARGET": "pt"}
    with pytest.raises(InferenceServerException):
        server.infer("translator", tensors(**values), client_timeout=10)
    server.unload_model("translator")
    server.load_model("translator")
    assert server.infer("translator", tensors(**values)).as_numpy("TEXT")[0]


def test_the_server_writes_nothing_into_the_repository(server):
    assert not [path for path in (ROOM / "repository").rglob("*") if path.suffix in {".pyc", ".so"}]


def _children(parent: int) -> list[int]:
    tasks = Path(f"/proc/{parent}/task")
    found = [child for task in tasks.iterdir() for child in (task / "children").read_text().split()]
    return [int(child) for child in found]
