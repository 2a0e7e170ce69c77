#!/usr/bin/env bash
# Starts the built program on a free port, makes an account and a key, searches, and stops it with SIGTERM.
set -euo pipefail
cd "$(dirname "$0")/.."

program=${1:-.build/release/kinothek}
data=$(mktemp -d)
log="$data/server.log"
server=
cleanup() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    rm -rf "$data"
}
trap cleanup EXIT

fail() {
    echo "smoke: $1" >&2
    tail -n 40 "$log" >&2 || true
    exit 1
}

export KINOTHEK_DATA="$data/data" KINOTHEK_EMBEDDING_MODEL_PATH="$PWD/.model/all-MiniLM-L6-v2"
KINOTHEK_NEW_PASSWORD='a long enough password' "$program" user add smoke@example.org --role admin >/dev/null
key=$("$program" user key smoke@example.org --label smoke)
[ ${#key} -eq 64 ] || fail "the key has ${#key} characters"

"$program" serve --port 0 >"$log" 2>&1 &
server=$!
address=
for _ in $(seq 1 100); do
    address=$(sed -n 's/^listening on //p' "$log" | head -n 1)
    [ -n "$address" ] && break
    kill -0 "$server" 2>/dev/null || fail "the server ended"
    sleep 0.2
done
[ -n "$address" ] || fail "the server did not say that it listens"

"$program" catalogue load Sources/SampleCatalogue/films.jsonl >/dev/null || fail "the sample did not load"
code=$(curl -s -o "$data/answer" -w '%{http_code}' -H "Authorization: ApiKey $key" \
    -d '{"query":"psychological thriller with mind bending plot twists","limit":5}' "$address/kodi/search/movies")
[ "$code" = 200 ] || fail "search answered $code: $(cat "$data/answer")"
grep -q '"total_results":5' "$data/answer" || fail "search found too little: $(cat "$data/answer")"

kill -TERM "$server"
for _ in $(seq 1 50); do
    kill -0 "$server" 2>/dev/null || break
    sleep 0.1
done
! kill -0 "$server" 2>/dev/null || fail "the server did not stop within 5 s of SIGTERM"
wait "$server" || fail "the server ended with $?"
server=
echo "smoke: one search, one clean stop"
