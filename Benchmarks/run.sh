#!/usr/bin/env bash
# Runs every benchmark against its peers, one after the other, and prints the tables.
# Peers are Python packages; they go into a virtual environment under .venv that is made once.
#   Benchmarks/run.sh [embedding|vectors|recommendations|kodi|streaming|discovery|imports|curation ...]
set -euo pipefail
cd "$(dirname "$0")/.."

which=("$@")
[ ${#which[@]} -gt 0 ] || which=(embedding vectors recommendations kodi streaming discovery imports curation)

if [ -z "${PYTHON:-}" ]; then
    if [ ! -x .venv/bin/python ]; then
        python3 -m venv .venv
        .venv/bin/python -m pip install --quiet --disable-pip-version-check \
            -r Benchmarks/requirements.txt
    fi
    PYTHON="$PWD/.venv/bin/python"
fi
export PYTHON

for name in "${which[@]}"; do
    printf '\n## %s\n\n' "$name"
    "Benchmarks/$name/run.sh"
done
