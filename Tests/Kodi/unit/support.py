"""What the tests share: a pretended Kodi with a profile folder, and a fake server that it is paired with."""
import shutil
import tempfile
import unittest
from pathlib import Path

from fakeserver.catalogue import Catalogue
from fakeserver.server import EMAIL, FakeServer

from .fakekodi import kodi


def imdb_ids(first, count):
    return ["tt%07d" % number for number in range(first, first + count)]


class KodiTestCase(unittest.TestCase):
    def setUp(self):
        kodi.reset()
        kodi.profile = Path(tempfile.mkdtemp(prefix="kinothek-addon-"))
        self.addCleanup(shutil.rmtree, kodi.profile)

    def shown(self, kind):
        return [text for shown, text in kodi.shown if shown == kind]


class PairedTestCase(KodiTestCase):
    FILMS = []

    def setUp(self):
        super().setUp()
        self.server = FakeServer(Catalogue(self.FILMS))
        self.server.__enter__()
        self.addCleanup(self.server.__exit__)
        self.key = self.server.make_key()
        kodi.settings.update(server_url=self.server.address, api_key=self.key, account=EMAIL)
