#!/usr/bin/env bash
# Measures the recommender, and learns its model of titles beside NumPy in one run; prints Markdown tables.
#
#   Benchmarks/recommendations/run.sh [--titles 100000] [--rounds 40] [--items 3000,10000] [--threads 1] [--people 1000]
#
# PYTHON names an interpreter of a virtual environment to use and to fill; without it a temporary one is made.
# FILMS (JSON lines), RATINGS (comma-separated: user, imdb_id, rating, rated_at) and VECTORS (32-bit floats, a vector for
# each film) name files to measure how well it foretells what people like; without them that is left out.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="${KINOTHEK_PACKAGE:-$(cd "$here/../.." && pwd)}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

if [ -z "${PYTHON:-}" ]; then
    python3 -m venv "$work/venv"
    PYTHON="$work/venv/bin/python"
fi
if ! "$PYTHON" -c "import numpy" 2>/dev/null; then
    "$PYTHON" -m pip install --quiet numpy >&2
fi
swift build --package-path "$root" -c release --product RecommendationBenchmark >&2
binary="$(swift build --package-path "$root" -c release --show-bin-path)/RecommendationBenchmark"
PYTHONDONTWRITEBYTECODE=1 "$PYTHON" "$here/compare.py" "$binary" "$work" "$@"
if [ -n "${FILMS:-}" ]; then
    "$binary" evaluate "$FILMS" "${RATINGS:?names the ratings of the films}" ${VECTORS:+"$VECTORS"}
fi
