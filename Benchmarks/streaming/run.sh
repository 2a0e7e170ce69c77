#!/usr/bin/env bash
# Compares the sending of media files with nginx, in turns on the same machine and the same file.
# Needs nginx: apt-get install -y nginx-light. Usage: Benchmarks/streaming/run.sh [ROUNDS]
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="${KINOTHEK_PACKAGE:-$(cd "$here/../.." && pwd)}"

for tool in nginx python3; do
    if ! command -v "$tool" >/dev/null; then
        echo "There is no $tool: apt-get install -y nginx-light python3" >&2
        exit 1
    fi
done
swift build --package-path "$root" -c release --product StreamingBenchmark >&2
binary="$(swift build --package-path "$root" -c release --show-bin-path)/StreamingBenchmark"
exec python3 "$here/compare.py" "$binary" "$@"
