#!/usr/bin/env bash
# Holds a running server against its own OpenAPI description with generated requests: no answer may be a server error,
# and none may have a status, content type, header or body that the description does not have.
#
#   Scripts/schemathesis.sh [PROGRAM [SCHEMATHESIS OPTION ...]]
#
# Schemathesis goes into .venv on the first run. The server runs on loopback, with the sample films, in a
# temporary folder.
set -euo pipefail
cd "$(dirname "$0")/.."

program=${1:-.build/release/kinothek}
shift || true
version=4.32.5
examples=25
# Of each surface.
secondsMax=240

data=$(mktemp -d)
log="$data/server.log"
server=
cleanup() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    wait
    rm -rf "$data"
}
trap cleanup EXIT

fail() {
    echo "schemathesis: $1" >&2
    tail -n 40 "$log" >&2 || true
    exit 1
}

[ -x .venv/bin/python ] || python3 -m venv .venv
if [ "$(.venv/bin/schemathesis --version 2>/dev/null | grep -oE '[0-9.]+$')" != "$version" ]; then
    .venv/bin/python -m pip install --quiet --disable-pip-version-check "schemathesis==$version"
fi

export KINOTHEK_DATA="$data/data" KINOTHEK_EMBEDDING_MODEL_PATH="$PWD/.model/all-MiniLM-L6-v2"
export KINOTHEK_RATE_SEARCH=1000000 KINOTHEK_RATE_DETAIL=1000000 KINOTHEK_RATE_TEST=1000000
export KINOTHEK_RATE_API_PER_MINUTE=1000000 KINOTHEK_LOG_LEVEL=warning
KINOTHEK_NEW_PASSWORD='a long enough password' "$program" user add tester@example.org --name tester --role admin >/dev/null
key=$("$program" user key tester@example.org --label schemathesis)
mkdir -p "$data/films/Sample (2001)"
head -c 20000 /dev/urandom >"$data/films/Sample (2001)/Sample (2001).mp4"
KINOTHEK_MEDIA_QUIET_SECONDS=0 "$program" library add Films "$data/films" --kind movies >/dev/null
KINOTHEK_MEDIA_QUIET_SECONDS=0 "$program" library scan >/dev/null || fail "the films were not scanned"
# So that the film is title 1, the series 2 and its episode 3, as examples in the descriptions have them.
mkdir -p "$data/series/Sample Series (2002)/Season 01"
head -c 20000 /dev/urandom >"$data/series/Sample Series (2002)/Season 01/Sample Series S01E01 Pilot.mp4"
KINOTHEK_MEDIA_QUIET_SECONDS=0 "$program" library add Series "$data/series" --kind series >/dev/null
KINOTHEK_MEDIA_QUIET_SECONDS=0 "$program" library scan >/dev/null || fail "the series was not scanned"
# Another person is signed in with a browser: generated requests end this one's keys, not the key that all else needs.
KINOTHEK_NEW_PASSWORD='a long enough password' "$program" user add browser@example.org >/dev/null
for label in television phone; do "$program" user key browser@example.org --label "$label" >/dev/null; done
"$program" catalogue load Sources/SampleCatalogue/films.jsonl >/dev/null || fail "the sample did not load"

"$program" serve --port 0 >"$log" 2>&1 &
server=$!
address=
for _ in $(seq 1 100); do
    address=$(sed -nE 's/^.*(listening|running) on (http:[^ ]+).*/\2/p' "$log" | head -n 1)
    [ -n "$address" ] && break
    kill -0 "$server" 2>/dev/null || fail "the server ended"
    sleep 0.2
done
[ -n "$address" ] || fail "the server did not say that it listens"

curl --silent --show-error --noproxy '*' --cookie-jar "$data/cookies" --output /dev/null --data email=browser@example.org \
    --data-urlencode 'password=a long enough password' "$address/signin"
cookie=$(awk '$6 == "kinothek_session" { print $6 "=" $7 }' "$data/cookies")
token=$(curl --silent --show-error --noproxy '*' --header "Cookie: $cookie" "$address/users/me/session" |
    sed -nE 's/.*"csrf_token":"([0-9a-f]+)".*/\1/p')
[ -n "$token" ] || fail "the session has no token"

checks=not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance
checks+=,response_schema_conformance
code=0
# In the temporary folder, because schemathesis leaves files where it runs. No proxy may come between.
schemathesis="$PWD/.venv/bin/schemathesis"
hold() {
    local description=$1 result=0
    shift
    echo "schemathesis: $description"
    (cd "$data" && env --unset=http_proxy --unset=HTTP_PROXY --unset=all_proxy --unset=ALL_PROXY \
        timeout "$secondsMax" "$schemathesis" --no-color run "$address/$description" \
        --checks "$checks" --max-examples "$examples" --seed 1 --generation-database none --request-timeout 30 \
        --wait-for-schema 20 --suppress-health-check all --warnings off --continue-on-failure "$@") || result=$?
    kill -0 "$server" 2>/dev/null || fail "the server ended during the run"
    [ "$result" != 124 ] || fail "not done after $secondsMax s"
    [ "$result" = 0 ] || code=$result
}

hold openapi.json --header "Authorization: ApiKey $key" --header "Cookie: $cookie" --header "X-CSRF-Token: $token" "$@"

# An app's session. Signing out would end it, and the second prefix leads to the same handlers.
answer=$(curl --silent --noproxy '*' --dump-header "$data/head" --data 'username=tester&password=a long enough password' \
    "$address/api/login")
session=$(sed -nE 's/^[Ss]et-[Cc]ookie: (PHPSESSID=[^;]+).*/\1/p' "$data/head")
appToken=$(printf '%s' "$answer" | python3 -c 'import json, sys; print(json.load(sys.stdin)["csrf_token"])')
hold openapi/playback.json --header "Cookie: $session" --header "X-CSRF-Token: $appToken" \
    --exclude-path-regex '^/vod/|/logout$' "$@"

hold openapi/import.json --header "Authorization: ApiKey $key" "$@"

# Whoever is on this machine needs no credential. Addresses that are made up must not be called, and without a Stash
# those who have to wait for one are told 503.
hold openapi/curation.json --exclude-path-regex '/settings/test-|/scenes/sync$|/resync|/sync/scene/' \
    --exclude-operation-id setSetting --exclude-operation-id setSettings "$@"

# An administrator's key. Addresses that are made up must not be called, and a stream has no end. The purge comes last,
# or all other requests would be about an empty catalogue.
hold openapi/discovery.json --header "X-API-Key: $key" --exclude-path /api/admin/purge/movies \
    --exclude-operation-id changeMediaServerConfig --exclude-operation-id testMediaServer \
    --exclude-operation-id streamProgress "$@"
hold openapi/discovery.json --header "X-API-Key: $key" --include-path /api/admin/purge/movies "$@"
exit "$code"
