from .fakekodi import kodi
from .support import EMAIL, KodiTestCase
from fakeserver.server import FakeServer
from resources.lib.kinothek import plugin
from resources.lib.kinothek.settings import normal_address


class PairingTests(KodiTestCase):
    def setUp(self):
        super().setUp()
        self.server = FakeServer()
        self.server.__enter__()
        self.addCleanup(self.server.__exit__)

    def act(self, path):
        plugin.run(["plugin://plugin.video.kinothek" + path, "-1", ""])

    def test_asks_for_address_and_code_and_adopts_the_answer(self):
        self.server.public_url = "https://films.example.org"
        kodi.inputs = [self.server.address + "/", self.server.make_code()]
        self.act("/pair")
        self.assertEqual(kodi.settings["server_url"], "https://films.example.org")
        self.assertIn(kodi.settings["api_key"], self.server.keys)
        self.assertEqual(self.shown("notification"), ["Paired as %s." % EMAIL])
        self.assertEqual(kodi.notified, [("plugin.video.kinothek", "sync")])

    def test_a_known_address_is_not_asked_for(self):
        kodi.settings["server_url"] = self.server.address
        kodi.inputs = [self.server.make_code()]
        self.act("/pair")
        self.assertEqual(self.shown("input"), ["The eight digits that Kinothek shows"])
        self.assertTrue(kodi.settings["api_key"])

    def test_shows_the_servers_words(self):
        used = self.server.make_code()
        self.server.codes[used] = False
        unknown = "12345678" if used != "12345678" else "87654321"
        for code, words in ((unknown, "Invalid pairing code"), (used, "Pairing code has expired or been used")):
            kodi.shown.clear()
            kodi.inputs = [self.server.address, code]
            self.act("/pair")
            self.assertEqual(self.shown("ok"), [words])
            self.assertNotIn("api_key", kodi.settings)

    def test_what_cannot_be_right_is_not_sent(self):
        for inputs, words in ((["ftp://x"], "not the address"), ([self.server.address, "123"], "eight digits")):
            kodi.inputs = inputs
            self.act("/pair")
            self.assertIn(words, self.shown("ok")[-1])
        self.assertEqual(self.server.requests, [])

    def test_leaving_a_question_empty_ends_it(self):
        self.act("/pair")
        kodi.inputs = [self.server.address]
        self.act("/pair")
        self.assertEqual((self.shown("ok"), kodi.notified, self.server.requests), ([], [], []))

    def test_no_server_at_the_address(self):
        self.server.__exit__()
        kodi.inputs = [self.server.address, "12345678"]
        self.act("/pair")
        self.assertIn("does not answer", self.shown("ok")[0])

    def test_forgetting_asks_first(self):
        kodi.settings.update(server_url=self.server.address, api_key=self.server.make_key())
        kodi.confirms = False
        self.act("/forget")
        self.assertTrue(kodi.settings["api_key"])
        kodi.confirms = True
        self.act("/forget")
        self.assertEqual((kodi.settings["server_url"], kodi.settings["api_key"]), ("", ""))

    def test_the_connection_can_be_tried(self):
        kodi.settings.update(server_url=self.server.address, api_key=self.server.make_key())
        self.act("/test")
        self.assertEqual(self.shown("ok"), ["Connected to %s as %s." % (self.server.address, EMAIL)])
        self.server.is_account_disabled = True
        self.act("/test")
        self.assertEqual(self.shown("ok")[-1], "Account is disabled")
        self.assertTrue(kodi.settings["api_key"])


class AddressTests(KodiTestCase):
    def test_what_people_type(self):
        for typed, meant in (
                ("kino.local", "http://kino.local:5020"), (" 192.168.1.20/ ", "http://192.168.1.20:5020"),
                ("192.168.1.20:8080", "http://192.168.1.20:8080"), ("http://kino", "http://kino"),
                ("https://films.example.org/", "https://films.example.org"), ("[::1]", "http://[::1]:5020"),
                ("https://example.org/kino", "https://example.org/kino"), ("HTTP://KINO:81", "HTTP://KINO:81"),
                ("", None), ("http://", None), ("ftp://kino", None), ("my server", None), ("kino:port", None),
                ("http://anna@kino", None), ("http://kino?x=1", None), ("kino:99999", None)):
            self.assertEqual(normal_address(typed), meant, typed)
