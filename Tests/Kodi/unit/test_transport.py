import socket
import unittest

from fakeserver.server import FakeServer

from .fakekodi import kodi  # noqa: F401  installs the modules
from resources.lib.kinothek.contract import Kinothek
from resources.lib.kinothek.errors import KeyRejected, Moved, NotUnderstood, Refused, Unreachable
from resources.lib.kinothek.transport import Transport


class TransportTests(unittest.TestCase):
    def setUp(self):
        self.server = FakeServer()
        self.server.__enter__()
        self.addCleanup(self.server.__exit__)
        self.transport = Transport(self.server.address, self.server.make_key(), timeout=5)

    def test_an_answer_is_a_json_object(self):
        answer = self.transport.send("GET", "/kodi/test")
        self.assertEqual((answer.status, answer.body["kodi_ready"]), (200, True))

    def test_a_refusal_carries_the_servers_words(self):
        with self.assertRaises(Refused) as caught:
            self.transport.send("POST", "/pairing-code/exchange", {})
        self.assertEqual((caught.exception.status, caught.exception.message), (400, "Pairing code required"))

    def test_a_rejected_key_is_told_from_a_proxys_password(self):
        stranger = Transport(self.server.address, "0" * 64)
        self.assertRaises(KeyRejected, stranger.send, "GET", "/kodi/test")
        self.server.faults.answer("/kodi/test", 401, "<html>password please</html>")
        with self.assertRaises(Refused) as caught:
            self.transport.send("GET", "/kodi/test")
        self.assertNotIsInstance(caught.exception, KeyRejected)

    def test_redirects_are_reported_and_not_followed(self):
        self.server.faults.answer("/kodi/test", 301, headers={"Location": "https://example.org/kodi/test"})
        with self.assertRaises(Moved) as caught:
            self.transport.send("GET", "/kodi/test")
        self.assertEqual(caught.exception.location, "https://example.org/kodi/test")
        self.assertEqual(self.server.paths(), ["/kodi/test"])

    def test_other_answers_are_not_understood(self):
        for status, body in ((200, "<html>hotel network</html>"), (200, "[1]"), (201, {"success": True})):
            self.server.faults.answer("/kodi/test", status, body)
            self.assertRaises(NotUnderstood, self.transport.send, "GET", "/kodi/test")

    def test_missing_fields_are_not_understood(self):
        self.server.faults.answer("/kodi/test", 200, {"user": None})
        self.assertRaises(NotUnderstood, Kinothek(self.transport).test)
        self.server.faults.answer("/v1/library/version", 200, {"etag": 5, "item_count": 1})
        self.assertRaises(NotUnderstood, Kinothek(self.transport).library_version)

    def test_nobody_answering_is_unreachable(self):
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            address = "http://127.0.0.1:%d" % unused.getsockname()[1]
            self.assertRaises(Unreachable, Transport(address, timeout=2).send, "GET", "/")

    def test_hanging_up_is_unreachable(self):
        self.server.faults.drop_answer("/kodi/test")
        self.assertRaises(Unreachable, self.transport.send, "GET", "/kodi/test")

    def test_retry_after_in_seconds_and_as_a_date(self):
        for header, expected in (("7", 7), ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("soon", None)):
            self.server.faults.answer("/kodi/test", 429, {"error": "Rate limit exceeded"}, {"Retry-After": header})
            with self.assertRaises(Refused) as caught:
                self.transport.send("GET", "/kodi/test")
            self.assertEqual(caught.exception.retry_after, expected)

    def test_304_is_an_answer(self):
        server = Kinothek(self.transport)
        etag = server.library_version().etag
        self.assertIsNone(server.library_version(etag))
