#!/usr/bin/env bash
# Packs the Kodi add-on, and a repository from which Kodi installs and updates it.
#
#   Scripts/kodi-addon.sh FOLDER              addon.zip and repository/
#   Scripts/kodi-addon.sh FOLDER BASE_URL     besides repository.zip, which points at BASE_URL/kodi/repository/
#
# What the files are for is in Documentation/kodi-addon.md. The same sources give the same bytes.
set -euo pipefail

if ! command -v python3 >/dev/null; then
    echo "kodi-addon: python3 is missing. Install it (Debian: apt-get install python3)." >&2
    exit 1
fi
exec python3 -B "$(dirname "$0")/kodi-addon.py" "$@"
