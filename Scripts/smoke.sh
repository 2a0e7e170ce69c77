#!/usr/bin/env bash
# Starts the built program on a free port, makes an account and a key, searches, and stops it with SIGTERM. Then does the
# same with its demo: pastes what that prints, stops it, and sees that it left nothing.
set -euo pipefail
cd "$(dirname "$0")/.."

program=${1:-.build/release/kinothek}
model=$PWD/.model/all-MiniLM-L6-v2
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

# Waits for the line with the address; it comes within so many fifths of a second.
await_address() {
    address=
    for _ in $(seq 1 "$1"); do
        address=$(sed -n 's/^listening on //p' "$log" | head -n 1)
        [ -n "$address" ] && return
        kill -0 "$server" 2>/dev/null || fail "the server ended"
        sleep 0.2
    done
    fail "the server did not say that it listens"
}

stop() {
    kill -TERM "$server"
    for _ in $(seq 1 50); do
        kill -0 "$server" 2>/dev/null || break
        sleep 0.1
    done
    ! kill -0 "$server" 2>/dev/null || fail "the server did not stop within 5 s of SIGTERM"
    wait "$server" || fail "the server ended with $?"
    server=
}

export KINOTHEK_DATA="$data/data" KINOTHEK_EMBEDDING_MODEL_PATH="$model"
KINOTHEK_NEW_PASSWORD='a long enough password' "$program" user add smoke@example.org --role admin >/dev/null
key=$("$program" user key smoke@example.org --label smoke)
[ ${#key} -eq 64 ] || fail "the key has ${#key} characters"

"$program" serve --port 0 >"$log" 2>&1 &
server=$!
await_address 100

"$program" catalogue load Sources/SampleCatalogue/films.jsonl >/dev/null || fail "the sample did not load"
code=$(curl -s -o "$data/answer" -w '%{http_code}' -H "Authorization: ApiKey $key" \
    -d '{"query":"psychological thriller with mind bending plot twists","limit":5}' "$address/kodi/search/movies")
[ "$code" = 200 ] || fail "search answered $code: $(cat "$data/answer")"
grep -q '"total_results":5' "$data/answer" || fail "search found too little: $(cat "$data/answer")"
stop

# The demo: its folder is made where temporary files go.
log="$data/demo.log"
mkdir "$data/tmp" "$data/curl"
TMPDIR="$data/tmp" "$program" demo --port 0 --model "$model" >"$log" 2>&1 &
server=$!
await_address 600
compgen -G "$data/tmp/kinothek-demo-*" >/dev/null || fail "the demo keeps its data somewhere else"
[ "$(grep -c '^    [01][.][0-9][0-9][0-9]  ' "$log")" = 5 ] || fail "the demo does not show five films"

# Runs the printed call of a route as it is; the settings of curl make it tell the status in a last line.
echo 'write-out = "\n%{http_code}"' >"$data/curl/.curlrc"
pasted() {
    local call
    call=$(sed -n "\\|^  curl -s http[^ ]*$1 |,/^    -d /p" "$log")
    [ -n "$call" ] || fail "the demo prints no call of $1"
    CURL_HOME="$data/curl" bash -c "$call" >"$data/answer" || fail "curl failed: $call"
    [ "$(tail -n 1 "$data/answer")" = 200 ] || fail "$1 answered $(cat "$data/answer")"
}
pasted /kodi/search/movies
grep -q '"total_results":5' "$data/answer" || fail "the demo's search found too little: $(cat "$data/answer")"
pasted /similar_to
stop
! compgen -G "$data/tmp/kinothek-demo-*" >/dev/null || fail "the demo left its data"
echo "smoke: a search and the demo's calls, two clean stops"
