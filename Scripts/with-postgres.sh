#!/usr/bin/env bash
# Runs a command with KINOTHEK_TEST_POSTGRES set to a PostgreSQL cluster that lives as long as the command.
# A cluster that the caller names already is used as it is.
set -euo pipefail

if [ -n "${KINOTHEK_TEST_POSTGRES:-}" ]; then
    exec "$@"
fi
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d "${TMPDIR:-/tmp}/kinothek-postgres.XXXXXX")
chmod 755 "$folder"
trap '"$here/postgres-test-cluster.sh" stop "$folder" >/dev/null 2>&1 || true; rm -rf "$folder"' EXIT
KINOTHEK_TEST_POSTGRES=$("$here/postgres-test-cluster.sh" start "$folder")
export KINOTHEK_TEST_POSTGRES
"$@"
