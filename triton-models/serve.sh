#!/usr/bin/env bash
# Starts the Triton server of the Python environment with UniVoice's four models; see `--help`.
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
export PYTHONPATH="$here/src${PYTHONPATH:+:$PYTHONPATH}"
exec "${UNIVOICE_PYTHON:-python3}" -m univoice_models.serve "$@"
