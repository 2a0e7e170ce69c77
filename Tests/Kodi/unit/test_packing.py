"""The zip files and the repository that Scripts/kodi-addon.sh makes."""
import hashlib
import io
import subprocess
import tempfile
import unittest
import zipfile
from pathlib import Path
from xml.etree import ElementTree

SCRIPT = Path(__file__).resolve().parents[3] / "Scripts/kodi-addon.sh"
BASE_URL = "http://kino.local:5020"
ADDON, REPOSITORY = "plugin.video.kinothek", "repository.kinothek"


def pack(folder, *arguments):
    return subprocess.run([SCRIPT, folder, *arguments], capture_output=True, text=True, check=False)


def content(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class PackingTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def packed(self, name="first", *arguments):
        done = pack(self.folder / name, *arguments)
        self.assertEqual(done.returncode, 0, done.stderr)
        return content(self.folder / name)

    def test_equal_sources_give_equal_bytes(self):
        self.assertEqual(self.packed("first", BASE_URL), self.packed("second", BASE_URL + "/"))

    def test_the_addon_is_whole_and_under_its_id(self):
        names = zipfile.ZipFile(io.BytesIO(self.packed()["addon.zip"])).namelist()
        self.assertTrue(all(name.startswith(ADDON + "/") for name in names))
        for name in ("addon.xml", "LICENSE.txt", "plugin.py", "service.py", "context.py", "resources/icon.png"):
            self.assertIn("%s/%s" % (ADDON, name), names)
        self.assertFalse([name for name in names if "__pycache__" in name])

    def test_the_index_fits_the_files(self):
        files = self.packed("first", BASE_URL)
        index = files["repository/addons.xml"]
        self.assertEqual(files["repository/addons.xml.md5"].decode().strip(), hashlib.md5(index).hexdigest())
        found = {addon.get("id"): addon.get("version") for addon in ElementTree.fromstring(index)}
        self.assertEqual(set(found), {ADDON, REPOSITORY})
        for name, version in found.items():
            path = "repository/%s/%s-%s.zip" % (name, name, version)
            self.assertEqual(files[path + ".sha256"].decode().strip(), hashlib.sha256(files[path]).hexdigest())
            self.assertIn("repository/%s/resources/icon.png" % name, files)

    def test_the_repository_points_at_the_server(self):
        packed = zipfile.ZipFile(io.BytesIO(self.packed("first", BASE_URL)["repository.zip"]))
        manifest = packed.read(REPOSITORY + "/addon.xml").decode()
        self.assertIn("<info compressed=\"false\">%s/kodi/repository/addons.xml</info>" % BASE_URL, manifest)

    def test_without_an_address_there_is_no_repository_to_install(self):
        self.packed("first", BASE_URL)
        files = self.packed("first")
        self.assertNotIn("repository.zip", files)
        self.assertNotIn(REPOSITORY.encode(), files["repository/addons.xml"])

    def test_other_files_in_the_folder_stay(self):
        (self.folder / "first").mkdir()
        (self.folder / "first/mine.txt").write_text("mine")
        self.assertIn("mine.txt", self.packed())

    def test_what_is_no_address_is_refused(self):
        for address in ("kino", "ftp://kino", "http://", "http://kino/?x"):
            done = pack(self.folder / "first", address)
            self.assertEqual((done.returncode, "is not the address of a server" in done.stderr), (1, True))
