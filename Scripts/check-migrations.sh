#!/usr/bin/env bash
# A migration that main has shipped is frozen; both databases have the same names, numbered without gaps.
set -euo pipefail
cd "$(dirname "$0")/.."

names() { (cd "Sources/$1/Migrations" && ls -1 | sort); }

if [ "$(names SQLSQLite)" != "$(names SQLPostgres)" ]; then
    echo "SQLite and PostgreSQL have different migrations:" >&2
    diff <(names SQLSQLite) <(names SQLPostgres) >&2 || true
    exit 1
fi
number=0
for name in $(names SQLSQLite); do
    number=$((number + 1))
    if ! [[ "$name" =~ ^$(printf '%04d' "$number")_[a-z0-9_]+\.sql$ ]]; then
        echo "$name: expected number $(printf '%04d' "$number") and a name of small letters" >&2
        exit 1
    fi
done
if base=$(git merge-base HEAD origin/main 2>/dev/null); then
    changed=$(git diff --name-only --diff-filter=MDR "$base" -- Sources/SQLSQLite/Migrations Sources/SQLPostgres/Migrations)
    if [ -n "$changed" ]; then
        echo "A shipped migration must not change; add a new one instead:" >&2
        echo "$changed" >&2
        exit 1
    fi
else
    echo "There is no origin/main to compare with: whether shipped migrations changed was not checked."
fi
echo "$number migrations, the same for both databases"
