#!/usr/bin/env bash
# Installs the system packages that a build needs, or prints the exact line to run.
#   Scripts/setup.sh           what building and running needs
#   Scripts/setup.sh --test    besides: a PostgreSQL server for the conformance suite, chromium for the website,
#                              ffmpeg for films to play
set -euo pipefail

packages=(libsqlite3-dev libpq-dev libopenblas-dev zlib1g-dev pkg-config)
if [ "${1:-}" = "--test" ]; then
    packages+=(curl chromium ffmpeg)
    if ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 && ! command -v initdb >/dev/null; then
        packages+=(postgresql)
    fi
fi

if ! command -v swift >/dev/null; then
    echo "Swift 6.2 or newer is missing: see https://www.swift.org/install/linux/" >&2
    exit 1
fi
if ! python3 -m pip --version >/dev/null 2>&1; then
    packages+=(python3 python3-pip)
fi

missing=()
for package in "${packages[@]}"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
if [ ${#missing[@]} -eq 0 ]; then
    exit 0
fi
if [ "$(id -u)" -ne 0 ]; then
    echo "Some system packages are missing. Run this line, then the same make command again:" >&2
    echo "  sudo apt-get update && sudo apt-get install -y ${missing[*]}" >&2
    exit 1
fi
echo "Installing ${missing[*]}"
log=$(mktemp)
if ! { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y "${missing[@]}"; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "The packages could not be installed: ${missing[*]}" >&2
    exit 1
fi
rm -f "$log"
