#!/usr/bin/env bash
# Compares the discovery surface, on SQLite and on PostgreSQL, with a FastAPI + PostgreSQL server that does the same, in
# one run, and prints Markdown tables.
#
#   Benchmarks/discovery/run.sh [--titles 100000] [--rounds 3] [--seconds 3]
#
# Needs wrk and PostgreSQL (Debian: apt-get install wrk postgresql). KINOTHEK_TEST_POSTGRES names a cluster in which
# databases may be made; without it one is started. PYTHON and KINOTHEK: see ../common/servers.sh.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
if [ -z "${KINOTHEK_TEST_POSTGRES:-}" ]; then exec "$here/../../Scripts/with-postgres.sh" "$0" "$@"; fi
. "$here/../common/servers.sh"
titles=$(option titles 100000 "$@")
users=20
# One moment for all, from which plays are counted back; and months begin at the same moment everywhere.
now=$(date +%s)
export TZ=UTC

needs wrk wrk
python_with asyncpg,fastapi,httptools,orjson,uvicorn,uvloop
program

databases=()
at_end() {
    for name in "${databases[@]}"; do
        "$PYTHON" "$here/databases.py" drop "$KINOTHEK_TEST_POSTGRES" "$name" || true
    done
}

# Makes a database on PostgreSQL and puts its URL into `database`.
make_database() {
    databases+=("$1_$$")
    database=$("$PYTHON" "$here/databases.py" create "$KINOTHEK_TEST_POSTGRES" "$1_$$")
}

# Makes the accounts of Kinothek and their keys, the first one an administrator's.
add_accounts() {
    local role=admin
    for number in $(seq "$users"); do
        "$KINOTHEK" user add "user$number@example.org" --role "$role" >/dev/null
        "$KINOTHEK" user key "user$number@example.org"
        role=user
    done
}

# Fills and starts Kinothek on SQLite, or on the PostgreSQL database that is named, and puts its address into `address`.
start_kinothek() {
    local name=$1
    export KINOTHEK_DATA="$work/$name" KINOTHEK_DATABASE_URL="${2:-}"
    echo "loading $name" >&2
    add_accounts >"$work/$name.keys"
    # Clusters for tests have no autovacuum, without which PostgreSQL would never learn how much there is.
    if [ -n "${2:-}" ]; then
        "$KINOTHEK" catalogue load "$work/few.jsonl" >&2
        "$PYTHON" "$here/databases.py" settle "$2"
    fi
    "$KINOTHEK" catalogue load "$work/titles.jsonl" >&2
    "$PYTHON" "$here/fill.py" "${2:-$work/$name/kinothek.sqlite}" "$work/titles.jsonl" "$now"
    start "$name" "$KINOTHEK" serve --port 0
}

echo "making $titles titles" >&2
"$PYTHON" "$here/data.py" "$titles" "$work/titles.jsonl"
head -n 2000 "$work/titles.jsonl" >"$work/few.jsonl"
start embedder "$PYTHON" "$common/embedder.py"
export KINOTHEK_LOG_LEVEL=warning KINOTHEK_NEW_PASSWORD='a long enough password'
export KINOTHEK_EMBEDDING_PROVIDER=openai KINOTHEK_OPENAI_BASE_URL="$address/v1"
start_kinothek sqlite
on_sqlite=$address
make_database kinothek_bench
start_kinothek postgres "$database"
on_postgres=$address

echo "loading the peer" >&2
make_database peer_bench
"$PYTHON" "$here/peer_database.py" "$database" "$work/titles.jsonl" "$now" >"$work/peer.keys"
curl --silent --show-error --fail --header "Authorization: ApiKey $(head -n 1 "$work/sqlite.keys")" \
    "$on_sqlite/api/jobs" >"$work/jobs.json"
"$PYTHON" "$here/peer_jobs.py" "$database" "$work/jobs.json" "$now"
export PEER_DATABASE="$database"
uvicorn_peer "$here"
"$PYTHON" "$here/load.py" --work "$work" --server "Kinothek, SQLite" "$on_sqlite" "$work/sqlite.keys" \
    --server "Kinothek, PostgreSQL" "$on_postgres" "$work/postgres.keys" --peer FastAPI "$address" "$work/peer.keys" "$@"
