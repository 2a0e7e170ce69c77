#!/usr/bin/env bash
# Compares the Kodi surface with a FastAPI + SQLite server that does the same, in one run, and prints Markdown tables.
#
#   Benchmarks/kodi/run.sh [--titles 125000] [--rounds 3] [--seconds 4]
#
# PYTHON names an interpreter of a virtual environment to use and to fill; without it a temporary one is made. KINOTHEK
# names a program to measure instead of building one. Needs wrk (Debian: apt-get install wrk). Everything stays on
# loopback and in a temporary folder.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="${KINOTHEK_PACKAGE:-$(cd "$here/../.." && pwd)}"
users=4
titles=125000
arguments=("$@")
for ((place = 0; place < $#; place++)); do
    [ "${arguments[place]}" != --titles ] || titles=${arguments[place + 1]}
done

if ! command -v wrk >/dev/null; then
    echo "wrk is missing: apt-get install wrk" >&2
    exit 1
fi
work="$(mktemp -d)"
running=()
cleanup() {
    for process in "${running[@]}"; do kill "$process" 2>/dev/null || true; done
    wait
    rm -rf "$work"
}
trap cleanup EXIT

# Starts a server in the background, waits until it answers, and puts the address that it prints into `address`.
start() {
    local name=$1 log="$work/$1.log"
    shift
    "$@" >"$log" 2>&1 &
    running+=($!)
    address=
    for _ in $(seq 1 300); do
        address=$(sed -nE 's/.*(listening|running) on (http:[^ ]+).*/\2/p' "$log" | head -n 1)
        # uvicorn names its address before it listens there.
        [ -z "$address" ] || ! curl --silent --output /dev/null "$address/" || return 0
        kill -0 "${running[-1]}" 2>/dev/null || break
        sleep 0.2
    done
    echo "$name did not start:" >&2
    tail -n 40 "$log" >&2
    exit 1
}

if [ -z "${PYTHON:-}" ]; then
    python3 -m venv "$work/venv"
    PYTHON="$work/venv/bin/python"
fi
if ! "$PYTHON" -c "import fastapi, httptools, orjson, uvicorn, uvloop" 2>/dev/null; then
    "$PYTHON" -m pip install --quiet --disable-pip-version-check -r "$here/requirements.txt" >&2
fi
if [ -z "${KINOTHEK:-}" ]; then
    swift build --package-path "$root" -c release --product kinothek >&2
    KINOTHEK="$(swift build --package-path "$root" -c release --show-bin-path)/kinothek"
fi
export PYTHONDONTWRITEBYTECODE=1

echo "making $titles titles" >&2
"$PYTHON" "$here/data.py" "$titles" "$work/titles.jsonl"
"$PYTHON" "$here/peer_database.py" "$work/titles.jsonl" "$work/peer.sqlite" "$users" >"$work/peer.keys"

start embedder "$PYTHON" "$here/embedder.py"
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
# The same patience with idle connections on both sides.
start peer "$PYTHON" -m uvicorn --app-dir "$here" peer:app --port 0 --workers 2 --loop uvloop --http httptools \
    --timeout-keep-alive 60 --no-access-log
"$PYTHON" "$here/load.py" --ours "$ours" "$work/kinothek.keys" --peer "$address" "$work/peer.keys" "$@"
