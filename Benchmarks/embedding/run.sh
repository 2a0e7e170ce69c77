#!/usr/bin/env bash
# Compares the built-in encoder with sentence-transformers on torch, both with two threads, in one run.
# Needs a Python with sentence-transformers: PYTHON=/path/to/python Benchmarks/embedding/run.sh [TEXTS]
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="${KINOTHEK_PACKAGE:-$(cd "$here/../.." && pwd)}"
model="${KINOTHEK_TEST_MODEL:-$here/../../.model/all-MiniLM-L6-v2}"
python="${PYTHON:-python3}"

if [ ! -f "$model/model.safetensors" ]; then
    echo "No model in $model: run \`make model\` first." >&2
    exit 1
fi
if ! "$python" -c "import sentence_transformers" 2>/dev/null; then
    echo "$python has no sentence-transformers: pip install sentence-transformers, or set PYTHON." >&2
    exit 1
fi
swift build --package-path "$root" -c release --product EmbeddingBenchmark >&2
binary="$(swift build --package-path "$root" -c release --show-bin-path)/EmbeddingBenchmark"
cd "$here"
exec "$python" compare.py "$model" "$binary" "$@"
