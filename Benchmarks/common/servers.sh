# What the benchmarks that start servers share. A run.sh sets `here` to its folder and sources this file.
#
# PYTHON names an interpreter of a virtual environment to use and to fill; without it a temporary one is made. KINOTHEK
# names a program to measure instead of building one. Everything stays on loopback and in the temporary folder `work`;
# at the end the servers that were started here are ended, and no others.

root="${KINOTHEK_PACKAGE:-$(cd "$here/../.." && pwd)}"
common="$(cd "$here/../common" && pwd)"
work="$(mktemp -d)"
running=()
export PYTHONDONTWRITEBYTECODE=1 PYTHONPATH="$common${PYTHONPATH:+:$PYTHONPATH}"

cleanup() {
    for process in "${running[@]}"; do kill "$process" 2>/dev/null || true; done
    wait
    # What else a benchmark has to clear away.
    ! declare -F at_end >/dev/null || at_end
    rm -rf "$work"
}
trap cleanup EXIT

# Starts a server in the background, waits until it answers, and puts the address that it prints into `address`.
start() {
    local name=$1 log="$work/$1.log"
    shift
    # Looked at before the server has begun.
    : >"$log"
    "$@" >"$log" 2>&1 &
    running+=($!)
    address=
    for _ in $(seq 1 300); do
        address=$(sed -nE 's/.*(listening|running) on (http:[^ ]+).*/\2/p' "$log" | head -n 1)
        # uvicorn names its address before it listens there.
        [ -z "$address" ] || ! curl --silent --output /dev/null "$address/" || return 0
        kill -0 "${running[-1]}" 2>/dev/null || break
        sleep 0.2
    done
    echo "$name did not start:" >&2
    tail -n 40 "$log" >&2
    exit 1
}

# needs PROGRAM PACKAGE: tells what to install where a program is missing.
needs() {
    command -v "$1" >/dev/null || {
        echo "$1 is missing: apt-get install $2" >&2
        exit 1
    }
}

# python_with MODULES: makes an interpreter that has them, out of the requirements.txt of the benchmark.
python_with() {
    if [ -z "${PYTHON:-}" ]; then
        python3 -m venv "$work/venv"
        PYTHON="$work/venv/bin/python"
    fi
    if ! "$PYTHON" -c "import $1" 2>/dev/null; then
        "$PYTHON" -m pip install --quiet --disable-pip-version-check -r "$here/requirements.txt" >&2
    fi
}

# Builds the program unless there is one.
program() {
    if [ -z "${KINOTHEK:-}" ]; then
        swift build --package-path "$root" -c release --product kinothek >&2
        KINOTHEK="$(swift build --package-path "$root" -c release --show-bin-path)/kinothek"
    fi
}

# uvicorn_peer FOLDER: starts peer.py of the folder with two workers and the same patience with idle connections as ours.
uvicorn_peer() {
    start peer "$PYTHON" -m uvicorn --app-dir "$1" peer:app --port 0 --workers 2 --loop uvloop --http httptools \
        --timeout-keep-alive 60 --no-access-log
}

# option NAME STANDARD ARGUMENTS…: prints the value behind --NAME.
option() {
    local name=$1 value=$2
    shift 2
    while [ $# -gt 0 ]; do
        [ "$1" != "--$name" ] || value=${2:-}
        shift
    done
    echo "$value"
}
