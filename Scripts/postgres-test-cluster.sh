#!/bin/sh
# Starts and stops a PostgreSQL server for tests: its own data folder, a free port, loopback and a socket only.
#
#   Scripts/postgres-test-cluster.sh start DIR    prints the URL of the administration database on standard output
#   Scripts/postgres-test-cluster.sh stop DIR     stops the server and removes DIR
#
# Durability is off: the data are thrown away. Run as root, the server runs as the user postgres (or nobody).
set -eu

fail() {
    echo "postgres-test-cluster: $*" >&2
    exit 1
}

find_programs() {
    for folder in ${POSTGRES_BIN:-} $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV) \
        /usr/pgsql-*/bin /usr/local/pgsql/bin /opt/homebrew/opt/postgresql@*/bin; do
        if [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ]; then
            echo "$folder"
            return
        fi
    done
    if command -v initdb >/dev/null && command -v pg_ctl >/dev/null; then
        dirname "$(command -v initdb)"
        return
    fi
    fail "no PostgreSQL server found: install the package postgresql (Debian: apt-get install postgresql)," \
        "or set POSTGRES_BIN to the folder that has initdb and pg_ctl"
}

# PostgreSQL refuses to run as root.
server_user() {
    if [ "$(id -u)" -ne 0 ]; then
        id -un
    elif id postgres >/dev/null 2>&1; then
        echo postgres
    else
        echo nobody
    fi
}

as_server_user() {
    if [ "$(id -u)" -ne 0 ]; then
        "$@"
    else
        (cd / && runuser -u "$user" -- "$@")
    fi
}

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])' 2>/dev/null ||
        awk 'BEGIN { srand(); print 20000 + int(rand() * 20000) }'
}

# A socket path holds at most 107 bytes, so the socket gets a short folder of its own.
start() {
    [ ! -e "$directory/data" ] || fail "$directory/data exists already; stop that server first"
    mkdir -p "$directory"
    directory=$(cd "$directory" && pwd)
    sockets=$(mktemp -d /tmp/kpg.XXXXXX)
    echo "$sockets" >"$directory/sockets"
    [ "$(id -u)" -ne 0 ] || chown "$user" "$directory" "$sockets"
    as_server_user "$programs/initdb" -D "$directory/data" -U kinothek -A trust -E UTF8 --locale=C.UTF-8 \
        --no-sync >"$directory/initdb.log" 2>&1 || fail "initdb failed; see $directory/initdb.log"
    attempt=1
    until port=$(free_port) && as_server_user "$programs/pg_ctl" -D "$directory/data" -w -t 30 \
        -l "$directory/server.log" \
        -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$sockets -c fsync=off \
            -c synchronous_commit=off -c full_page_writes=off -c max_connections=300 -c autovacuum=off" \
        start >/dev/null 2>&1; do
        attempt=$((attempt + 1))
        [ "$attempt" -le 5 ] || fail "the server did not start; see $directory/server.log"
    done
    echo "postgres://kinothek@127.0.0.1:$port/postgres"
}

stop() {
    [ -d "$directory/data" ] || fail "there is no server in $directory"
    directory=$(cd "$directory" && pwd)
    as_server_user "$programs/pg_ctl" -D "$directory/data" -m immediate -w stop >/dev/null 2>&1 || true
    if [ -f "$directory/sockets" ]; then
        rm -rf "$(cat "$directory/sockets")"
    fi
    rm -rf "$directory"
}

[ $# -eq 2 ] || fail "usage: postgres-test-cluster.sh start DIR | stop DIR"
action=$1
directory=$2
user=$(server_user)
programs=$(find_programs)
case $action in
start) start ;;
stop) stop ;;
*) fail "usage: postgres-test-cluster.sh start DIR | stop DIR" ;;
esac
