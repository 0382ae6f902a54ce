"""Starts the real Triton server from the `nvidia-pytriton` wheel on CPU with UniVoice's four models.

The process becomes the server (`exec`), so that signals reach it. Models are loaded explicitly: a model whose process
was killed is repaired by unload and load over the repository interface.
"""

import argparse
import os
import shutil
import sys
import sysconfig
import tempfile
from pathlib import Path

from .shared_memory import remove_abandoned

ROLES = ("speech_synthesizer", "speech_recognizer", "voiceprint_extractor", "translator")
"""In the order of loading: the slowest first."""
ROOM = Path(__file__).resolve().parents[2]
WHEEL = Path(sysconfig.get_paths()["purelib"]) / "pytriton" / "tritonserver"


def arguments(given: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="serve.sh", description=__doc__.splitlines()[0])
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: loopback only)")
    parser.add_argument("--http-port", type=int, default=8000)
    parser.add_argument("--grpc-port", type=int, default=8001)
    parser.add_argument("--metrics-port", type=int, default=8002)
    parser.add_argument("--repository", type=Path, default=ROOM / "repository")
    parser.add_argument("--run-folder", type=Path, help="where the server's links lie (default: the temporary folder)")
    parser.add_argument("--verbose", action="store_true", help="let the server tell what it does")
    return parser.parse_args(given)


def prepare(repository: Path, run_folder: Path | None) -> tuple[Path, Path]:
    """A copy of the repository and a backend folder of links with the stub for this Python.

    The server's Python writes its bytecode beside them, so neither the source nor the wheel is written to. Folders that
    earlier servers left are removed once their process is gone (the name holds the process id, which `exec` keeps).
    """
    root = run_folder or Path(tempfile.gettempdir())
    root.mkdir(parents=True, exist_ok=True)
    for old in root.glob("univoice-triton-*"):
        if not Path(f"/proc/{old.name.rsplit('-', 1)[-1]}").exists():
            shutil.rmtree(old, ignore_errors=True)
    own = root / f"univoice-triton-{os.getpid()}"
    backends, copy = own / "backends", own / "repository"
    shutil.copytree(repository, copy, ignore=shutil.ignore_patterns("__pycache__"))
    folder = backends / "python"
    folder.mkdir(parents=True)
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    stub = WHEEL / "python_backend_stubs" / version / "triton_python_backend_stub"
    if not stub.exists():
        raise SystemExit(f"The Triton wheel holds no Python backend for Python {version}.")
    backend = WHEEL / "backends" / "python"
    parts = [backend / "triton_python_backend_utils.py", backend / "libtriton_python.so", stub]
    parts.append(ROOM / "src" / "univoice_models")  # this folder is on a model's path; PYTHONPATH is ignored there
    for part in parts:
        (folder / part.name).symlink_to(part)
    return copy, backends


def environment() -> dict[str, str]:
    """The server's environment: libraries of the wheel, one thread per instance, this Python by PATH."""
    libraries = [str(WHEEL.parents[1] / "nvidia_pytriton.libs"), sysconfig.get_config_var("LIBDIR") or "/usr/lib"]
    said = dict(os.environ)
    said.setdefault("OMP_NUM_THREADS", "1")
    said.setdefault("OPENBLAS_NUM_THREADS", "1")
    said["LD_LIBRARY_PATH"] = ":".join([*libraries, *filter(None, [said.get("LD_LIBRARY_PATH")])])
    said["PATH"] = f"{Path(sys.executable).parent}:{said.get('PATH', '')}"
    return said


def models(repository: Path) -> list[str]:
    """The roles, then what stands behind them."""
    found = sorted(config.parent.name for config in repository.glob("*/config.pbtxt"))
    return [*ROLES, *(name for name in found if name not in ROLES)]


def command(options: argparse.Namespace, repository: Path, backends: Path) -> list[str]:
    """The server's command line; `options` as `arguments` gives them."""
    said = [
        str(WHEEL / "bin" / "tritonserver"),
        f"--model-repository={repository}",
        f"--backend-directory={backends}",
        "--model-control-mode=explicit",
        *(f"--load-model={model}" for model in models(repository)),
        f"--http-address={options.host}",
        f"--grpc-address={options.host}",
        f"--metrics-address={options.host}",
        f"--http-port={options.http_port}",
        f"--grpc-port={options.grpc_port}",
        f"--metrics-port={options.metrics_port}",
        "--model-load-thread-count=4",
        "--exit-timeout-secs=5",
        "--disable-auto-complete-config",
    ]
    if not options.verbose:
        said += ["--log-info=false", "--log-warning=false"]
    return said


def main() -> None:
    options = arguments()
    if not os.environ.get("UNIVOICE_WEIGHTS"):
        raise SystemExit("UNIVOICE_WEIGHTS does not name the folder that holds the weights.")
    remove_abandoned()
    line = command(options, *prepare(options.repository, options.run_folder))
    os.execve(line[0], line, environment())


if __name__ == "__main__":
    main()
