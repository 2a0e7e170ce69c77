#!/usr/bin/env bash
# Runs the Kodi add-on in a real Kodi, without a screen, against a Kinothek server, and looks at both sides.
#
#   Tests/Kodi/run.sh                against the program: KINOTHEK_BIN, else .build/release/kinothek or the debug build
#   Tests/Kodi/run.sh --fake         against the test's own server; needs no build
#   Tests/Kodi/run.sh --install …    installs Kodi, Xvfb and ffmpeg first when they are missing (as root)
#
# Screenshots and Kodi's log are left in KINOTHEK_KODI_ARTEFACTS, or in .build/kodi-test.
set -euo pipefail
cd "$(dirname "$0")/../.."

# Kodi's skin links to the fonts of these packages.
packages=(kodi xvfb ffmpeg iproute2 fonts-noto-hinted fonts-noto-mono fonts-roboto-hinted fonts-dejavu-core)
options=()
install=
for argument in "$@"; do
    case $argument in
    --install) install=yes ;;
    --fake) options+=(--fake) ;;
    *)
        echo "usage: Tests/Kodi/run.sh [--install] [--fake]" >&2
        exit 2
        ;;
    esac
done

missing=()
for package in "${packages[@]}"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
    if [ -z "$install" ] || [ "$(id -u)" -ne 0 ]; then
        echo "Missing: ${missing[*]}. Run this as root with --install, or install them with:" >&2
        echo "  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${missing[*]}" >&2
        exit 1
    fi
    echo "Installing ${missing[*]}"
    log=$(mktemp)
    if ! { apt-get update && DEBIAN_FRONTEND=noninteractive \
        apt-get install -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        echo "The packages could not be installed: ${missing[*]}" >&2
        exit 1
    fi
    rm -f "$log"
fi

if [[ " ${options[*]-} " != *" --fake "* ]]; then
    program=${KINOTHEK_BIN:-}
    for built in .build/release/kinothek .build/debug/kinothek; do
        [ -n "$program" ] || [ ! -x "$built" ] || program=$built
    done
    if [ ! -x "$program" ]; then
        echo "There is no server to test: run make build, set KINOTHEK_BIN, or use --fake." >&2
        exit 1
    fi
    if [ ! -f "${KINOTHEK_EMBEDDING_MODEL_PATH:-.model/all-MiniLM-L6-v2}/config.json" ]; then
        echo "There is no embedding model: run make model, set KINOTHEK_EMBEDDING_MODEL_PATH, or use --fake." >&2
        exit 1
    fi
    options+=(--program "$program")
fi

# Kodi's web server listens on all addresses, so it gets a network of its own, in which nobody else is. It only starts
# where there is more than the loopback: hence a cable whose other end is not connected.
own_network='ip link set lo up && ip link add kodi0 type veth peer name kodi1 && ip link set kodi0 up &&
    ip link set kodi1 up && ip address add 192.0.2.1/30 dev kodi0'
alone=()
for way in "unshare --net" "unshare --map-root-user --net"; do
    if [ ${#alone[@]} -eq 0 ] && $way sh -c "$own_network" 2>/dev/null; then
        alone=($way sh -c "$own_network && exec \"\$@\"" sh)
    fi
done
if [ ${#alone[@]} -eq 0 ]; then
    echo "No network of its own: Kodi's remote control can be reached from outside, with a password, for the test." >&2
fi

pictures=${KINOTHEK_KODI_ARTEFACTS:-.build/kodi-test}
export PYTHONPATH=Tests/Kodi PYTHONDONTWRITEBYTECODE=1
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY
exec "${alone[@]}" python3 -m real --pictures "$pictures" "${options[@]}"
