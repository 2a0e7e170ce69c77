#!/usr/bin/env python3
"""Packs the Kodi add-on and its repository; Scripts/kodi-addon.sh says how to call it."""
import hashlib
import os
import pathlib
import re
import shutil
import sys
import tempfile
import zipfile
from urllib.parse import urlsplit
from xml.etree import ElementTree
from xml.sax.saxutils import escape

ROOT = pathlib.Path(__file__).resolve().parents[1]
ADDON = ROOT / "Clients/kodi/plugin.video.kinothek"
LICENCE = ROOT / "LICENSE"
REPOSITORY_ID = "repository.kinothek"
REPOSITORY_VERSION = "1.0.0"
# Zip files know no earlier moment, and a fixed one makes equal sources equal zips.
MOMENT = (1980, 1, 1, 0, 0, 0)
SKIPPED = {"__pycache__", ".DS_Store"}

REPOSITORY_MANIFEST = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<addon id="{id}" name="Kinothek repository" version="{version}" provider-name="Kinothek">
    <extension point="xbmc.addon.repository" name="Kinothek repository">
        <dir>
            <info compressed="false">{url}/addons.xml</info>
            <checksum verify="md5">{url}/addons.xml.md5</checksum>
            <datadir zip="true">{url}/</datadir>
            <hashes>sha256</hashes>
        </dir>
    </extension>
    <extension point="xbmc.addon.metadata">
        <summary lang="en_GB">Installs and updates the Kinothek add-on</summary>
        <description lang="en_GB">Your own Kinothek server offers the add-on that belongs to it.</description>
        <platform>all</platform>
        <license>Apache-2.0</license>
        <assets>
            <icon>resources/icon.png</icon>
        </assets>
    </extension>
</addon>
"""


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit("usage: kodi-addon.sh FOLDER [BASE_URL]")
    base_url = checked_url(sys.argv[2]) if len(sys.argv) == 3 else None
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".new-") as draft:
        pack(pathlib.Path(draft), base_url)
        put_in_place(pathlib.Path(draft), folder)
    print("kodi-addon: %s holds %s" % (folder, ", ".join(made(folder))))


def checked_url(text):
    url = text.rstrip("/")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        sys.exit("kodi-addon: %s is not the address of a server, such as http://192.168.1.20:5020" % text)
    return url


def pack(folder, base_url):
    """Everything that a server offers below /kodi/, in a new folder."""
    manifests = [add_to_repository(folder / "repository", addon_files())]
    shutil.copyfile(repository_zip(folder, manifests[0]), folder / "addon.zip")
    if base_url:
        manifests.append(add_to_repository(folder / "repository", repository_files(base_url)))
        shutil.copyfile(repository_zip(folder, manifests[1]), folder / "repository.zip")
    write_index(folder / "repository", manifests)


def addon_files():
    """The add-on's files by their path inside it."""
    files = {path.relative_to(ADDON).as_posix(): path.read_bytes() for path in ADDON.rglob("*")
             if path.is_file() and not SKIPPED & set(path.parts) and path.suffix != ".pyc"}
    return {**files, "LICENSE.txt": LICENCE.read_bytes()}


def repository_files(base_url):
    manifest = REPOSITORY_MANIFEST.format(
        id=REPOSITORY_ID, version=REPOSITORY_VERSION, url=escape(base_url + "/kodi/repository"))
    return {
        "addon.xml": manifest.encode(), "LICENSE.txt": LICENCE.read_bytes(),
        "resources/icon.png": (ADDON / "resources/icon.png").read_bytes()}


def add_to_repository(repository, files):
    """Writes one add-on as Kodi looks for it; returns its manifest."""
    manifest = ElementTree.fromstring(files["addon.xml"])
    name, version = manifest.get("id"), manifest.get("version")
    if not re.fullmatch(r"[a-z.]+", name) or not re.fullmatch(r"\d+\.\d+\.\d+", version):
        sys.exit("kodi-addon: addon.xml has an odd id or version: %s %s" % (name, version))
    place = repository / name
    place.mkdir(parents=True)
    packed = place / ("%s-%s.zip" % (name, version))
    write_zip(packed, name, files)
    digest = hashlib.sha256(packed.read_bytes()).hexdigest()
    (place / (packed.name + ".sha256")).write_text(digest + "\n")
    # Kodi shows these before it has the zip.
    for asset in manifest.iterfind(".//assets/*"):
        target = place / asset.text
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(files[asset.text])
    return manifest


def repository_zip(folder, manifest):
    name = manifest.get("id")
    return folder / "repository" / name / ("%s-%s.zip" % (name, manifest.get("version")))


def write_zip(path, top, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo("%s/%s" % (top, name), MOMENT)
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name])


def write_index(repository, manifests):
    index = ElementTree.Element("addons")
    index.extend(manifests)
    data = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + ElementTree.tostring(index, "utf-8") + b"\n"
    (repository / "addons.xml").write_bytes(data)
    (repository / "addons.xml.md5").write_text(hashlib.md5(data).hexdigest() + "\n")


def put_in_place(draft, folder):
    """Replaces what an earlier run made, and nothing else that is in the folder."""
    for name in ("addon.zip", "repository.zip", "repository"):
        old, new = folder / name, draft / name
        if old.is_dir():
            shutil.rmtree(old)
        elif old.exists():
            old.unlink()
        if new.exists():
            os.replace(new, old)


def made(folder):
    return [name for name in ("addon.zip", "repository.zip", "repository/") if (folder / name).exists()]


if __name__ == "__main__":
    main()
