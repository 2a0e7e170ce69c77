#!/usr/bin/env bash
# Reads a history and compares titles beside Python's csv and difflib in one run, and looks for films in a large
# catalogue; prints Markdown tables.
#
#   Benchmarks/imports/run.sh [--rows 100000] [--pairs 100000] [--films 100000] [--names 5000] [--rounds 3]
#
# PYTHON names an interpreter to use; the standard library is all that is needed.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="${KINOTHEK_PACKAGE:-$(cd "$here/../.." && pwd)}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

swift build --package-path "$root" -c release --product ImportBenchmark >&2
binary="$(swift build --package-path "$root" -c release --show-bin-path)/ImportBenchmark"
PYTHONDONTWRITEBYTECODE=1 "${PYTHON:-python3}" "$here/compare.py" "$binary" "$work" "$@"
