"""Writes a model repository for other weights, for GPUs and with batches: `python -m univoice_models.profile --help`.

Roles, tensors and model code are those of `repository/`, so that a profile cannot drift from the contracts.
"""

import argparse
import re
import shutil
from pathlib import Path

ROOM = Path(__file__).resolve().parents[2]
BATCHED = {"translator": "from univoice_models.translation.batched import BatchedTranslator as TritonPythonModel\n"}
"""Roles whose class computes several requests as one batch, and the model that does."""
FRONT = "from univoice_models.batch_front import BatchFront as TritonPythonModel\n"
WAIT_MICROSECONDS = 5_000
"""How long a request waits for others to share its batch: a twentieth of the time that a sentence takes."""


def arguments(given: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m univoice_models.profile", description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="the repository to write; must not exist")
    parser.add_argument("--repository", type=Path, default=ROOM / "repository")
    parser.add_argument("--device", choices=("cpu", "cuda"), default="cuda")
    parser.add_argument("--set", action="append", default=[], metavar="ROLE.PARAMETER=VALUE", help="weights, …")
    parser.add_argument("--instances", action="append", default=[], metavar="ROLE=COUNT")
    parser.add_argument("--batch", action="append", default=[], metavar="ROLE=SIZE", help=f"of {', '.join(BATCHED)}")
    return parser.parse_args(given)


def write(options: argparse.Namespace) -> None:
    """Raises SystemExit with a sentence for a role that is not there or has no batches."""
    roles = [config.parent.name for config in sorted(options.repository.glob("*/config.pbtxt"))]
    parameters: dict[str, dict[str, str]] = {role: {} for role in roles}
    for given in options.set:
        name, value = given.split("=", 1)
        role, _, parameter = name.partition(".")
        _refuse_unknown(role, roles)
        parameters[role][parameter] = value
    instances = _counts(options.instances, roles)
    batches = _counts(options.batch, roles)
    unbatched = batches.keys() - BATCHED.keys()
    if unbatched:
        raise SystemExit(f"The class of {unbatched.pop()} takes one request at a time, not so that of {[*BATCHED]}.")
    shutil.copytree(options.repository, options.folder, ignore=shutil.ignore_patterns("__pycache__"))
    for role in roles:
        file = options.folder / role / "config.pbtxt"
        text = file.read_text(encoding="utf-8")
        if options.device == "cuda":
            text = _on_gpu(text)
        for name, value in parameters[role].items():
            text = _with_parameter(text, name, value)
        if role in instances:
            text = re.sub(r"count: \d+", f"count: {instances[role]}", text)
        if role in batches:
            _put_batched(options.folder / f"{role}_batched", role, text, batches[role])
            text = re.sub(r"kind: KIND_\w+ count: \d+", f"kind: KIND_CPU count: {batches[role]}", text)
            (options.folder / role / "1" / "model.py").write_text(FRONT, encoding="utf-8")
        file.write_text(text, encoding="utf-8")


def _refuse_unknown(role: str, roles: list[str]) -> None:
    if role not in roles:
        raise SystemExit(f"There is no role {role}; there are {', '.join(roles)}.")


def _counts(given: list[str], roles: list[str]) -> dict[str, int]:
    counts = {}
    for each in given:
        role, _, count = each.partition("=")
        _refuse_unknown(role, roles)
        counts[role] = int(count)
    return counts


def _on_gpu(text: str) -> str:
    text = text.replace("KIND_CPU", "KIND_GPU")
    text = _with_parameter(text, "device", "cuda")
    return _with_parameter(text, "compute_type", "float16") if '"compute_type"' in text else text


def _with_parameter(text: str, name: str, value: str) -> str:
    line = f'parameters {{ key: "{name}" value {{ string_value: "{value}" }} }}'
    pattern = rf'parameters {{ key: "{re.escape(name)}" .*}}'
    found, count = re.subn(pattern, lambda _: line, text)
    return found if count else f"{text.rstrip()}\n{line}\n"


def _put_batched(folder: Path, role: str, text: str, size: int) -> None:
    """The model behind the front: the same tensors with a dimension for the batch."""
    (folder / "1").mkdir(parents=True)
    (folder / "1" / "model.py").write_text(BATCHED[role], encoding="utf-8")
    text = text.replace(f'name: "{role}"', f'name: "{role}_batched"', 1)
    text = text.replace("max_batch_size: 0", f"max_batch_size: {size}")
    wait = f"dynamic_batching {{ max_queue_delay_microseconds: {WAIT_MICROSECONDS} }}"
    (folder / "config.pbtxt").write_text(f"{text.rstrip()}\n{wait}\n", encoding="utf-8")


if __name__ == "__main__":
    write(arguments())
