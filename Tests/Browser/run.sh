#!/usr/bin/env bash
# The website in a real browser: Debian's chromium, driven by Playwright. Needs a built program.
#
#   Tests/Browser/run.sh [TEST...]            KINOTHEK_PROGRAM names the program, CHROMIUM the browser,
#                                             KINOTHEK_SHOTS a folder for pictures of every page
set -euo pipefail
cd "$(dirname "$0")/../.."

chromium=${CHROMIUM:-$(command -v chromium || true)}
if [ -z "$chromium" ]; then
    if [ "$(id -u)" != 0 ]; then
        echo "There is no chromium. Install it: apt-get install chromium" >&2
        exit 1
    fi
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends chromium
    chromium=$(command -v chromium)
fi
if [ ! -x .venv/bin/python ]; then python3 -m venv .venv; fi
if ! .venv/bin/python -c 'import playwright' 2>/dev/null; then
    .venv/bin/pip install --quiet --disable-pip-version-check -r Tests/Browser/requirements.txt
fi
export CHROMIUM=$chromium
export KINOTHEK_PROGRAM=${KINOTHEK_PROGRAM:-$PWD/.build/debug/kinothek}
cd Tests/Browser
exec ../../.venv/bin/python -m unittest --verbose "$@"
