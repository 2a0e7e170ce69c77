#!/usr/bin/env bash
# Takes over an archive of scenes from a small GraphQL server, analyses it, and reads lists of it, each beside Python
# that does the same, in one run; prints Markdown tables.
#
#   Benchmarks/curation/run.sh [--scenes 100000] [--rounds 3] [--seconds 3]
#
# Needs wrk (Debian: apt-get install wrk). PYTHON and KINOTHEK: see ../common/servers.sh. CURATION_BENCHMARK names the
# program that measures inside, instead of building it.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
. "$here/../common/servers.sh"
scenes=$(option scenes 100000 "$@")
few=$((scenes / 10))

needs wrk wrk
python_with fastapi,httptools,orjson,uvicorn,uvloop
program
if [ -z "${CURATION_BENCHMARK:-}" ]; then
    swift build --package-path "$root" -c release --product CurationBenchmark >&2
    CURATION_BENCHMARK="$(swift build --package-path "$root" -c release --show-bin-path)/CurationBenchmark"
fi

mkdir "$work/few" "$work/archive"
echo "making archives of $few and $scenes scenes" >&2
start stash_few "$PYTHON" "$here/stash.py" "$few"
stash_few=$address
start stash "$PYTHON" "$here/stash.py" "$scenes"
"$PYTHON" "$here/inside.py" --work "$work" --binary "$CURATION_BENCHMARK" --few "$stash_few" "$few" \
    --archive "$address" "$scenes" "$@"

# Scenes get vectors as all titles do; the lists do not read them.
start embedder "$PYTHON" "$common/embedder.py"
export KINOTHEK_DATA="$work/archive" KINOTHEK_LOG_LEVEL=warning
export KINOTHEK_EMBEDDING_PROVIDER=openai KINOTHEK_OPENAI_BASE_URL="$address/v1"
start kinothek "$KINOTHEK" serve --port 0
ours=$address process=${running[-1]}
"$PYTHON" "$here/peer_plan.py" "$ours" "$(cat "$work/plan")" "$work/peer.sqlite"
export PEER_DATABASE="$work/peer.sqlite"
uvicorn_peer "$here"
"$PYTHON" "$here/load.py" --ours "$ours" "$process" --peer "$address" --plan "$(cat "$work/plan")" --work "$work" "$@"
