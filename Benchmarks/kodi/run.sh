#!/usr/bin/env bash
# Compares the Kodi surface with a FastAPI + SQLite server that does the same, in one run, and prints Markdown tables.
#
#   Benchmarks/kodi/run.sh [--titles 125000] [--rounds 3] [--seconds 4]
#
# Needs wrk (Debian: apt-get install wrk). PYTHON and KINOTHEK: see ../common/servers.sh.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
. "$here/../common/servers.sh"
users=4
titles=$(option titles 125000 "$@")

needs wrk wrk
python_with fastapi,httptools,orjson,uvicorn,uvloop
program

echo "making $titles titles" >&2
"$PYTHON" "$here/data.py" "$titles" "$work/titles.jsonl"
"$PYTHON" "$here/peer_database.py" "$work/titles.jsonl" "$work/peer.sqlite" "$users" >"$work/peer.keys"

start embedder "$PYTHON" "$common/embedder.py"
export KINOTHEK_DATA="$work/kinothek" KINOTHEK_LOG_LEVEL=warning KINOTHEK_NEW_PASSWORD='a long enough password'
export KINOTHEK_EMBEDDING_PROVIDER=openai KINOTHEK_OPENAI_BASE_URL="$address/v1"
export KINOTHEK_RATE_SEARCH=1000000 KINOTHEK_RATE_DETAIL=1000000 KINOTHEK_RATE_TEST=1000000
echo "loading them into Kinothek" >&2
"$KINOTHEK" catalogue load "$work/titles.jsonl" >&2
for number in $(seq "$users"); do
    "$KINOTHEK" user add "user$number@example.org" >/dev/null
    "$KINOTHEK" user key "user$number@example.org" >>"$work/kinothek.keys"
done
start kinothek "$KINOTHEK" serve --port 0
ours=$address

export PEER_DATABASE="$work/peer.sqlite" PEER_RATE_DETAIL=1000000
uvicorn_peer "$here"
"$PYTHON" "$here/load.py" --ours "$ours" "$work/kinothek.keys" --peer "$address" "$work/peer.keys" "$@"
