import os
import tempfile
import unittest

from fakeserver.server import FakeServer

from .fakekodi import kodi  # noqa: F401  installs the modules
from .support import imdb_ids
from resources.lib.kinothek.contract import Kinothek
from resources.lib.kinothek.errors import Interrupted, KeyRejected, NotUnderstood, Refused, Unreachable
from resources.lib.kinothek.memory import SyncMemory
from resources.lib.kinothek.retry import PatientTransport, Retry
from resources.lib.kinothek.store import JSONFile
from resources.lib.kinothek.sync import CHANGED, KEPT, UNCHANGED, UPLOADED, LibrarySync
from resources.lib.kinothek.transport import Transport

START = "/library/batch/start"
IDS = "/v1/library/ids"
VERSION = "/v1/library/version"


class SyncTestCase(unittest.TestCase):
    def setUp(self):
        self.server = FakeServer()
        self.server.__enter__()
        self.addCleanup(self.server.__exit__)
        self.key = self.server.make_key()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = os.path.join(folder.name, "sync.json")
        self.file = JSONFile(self.path)
        self.progress = []
        self.waits = []
        self.is_stopped = lambda: False

    def sync(self, local_ids, is_shared=False, account="anna"):
        """One run, with everything read from and written to the file as in a new process."""
        transport = PatientTransport(Transport(self.server.address, self.key), Retry(self.waits.append))
        sync = LibrarySync(
            Kinothek(transport), SyncMemory(self.file, account), is_shared,
            lambda sent, total: self.progress.append((sent, total)), lambda: self.is_stopped())
        return sync.run(local_ids)

    def requests_of(self, local_ids, **options):
        self.server.requests.clear()
        self.sync(local_ids, **options)
        return self.server.paths()

    def assertOnServer(self, ids):
        self.assertEqual(sorted(self.server.library.ids), sorted(ids))


class FirstSyncTests(SyncTestCase):
    def test_replaces_what_was_there(self):
        self.server.library.replace_ids(imdb_ids(900, 3))
        outcome = self.sync(imdb_ids(1, 5))
        self.assertOnServer(imdb_ids(1, 5))
        self.assertEqual(outcome, (UPLOADED, 5, 3, 5))

    def test_sends_chunks_of_500_and_reports_each(self):
        self.sync(imdb_ids(1, 1201))
        self.assertOnServer(imdb_ids(1, 1201))
        self.assertEqual(self.progress, [(500, 1201), (1000, 1201), (1201, 1201)])
        self.assertEqual(sum(path.endswith("/chunk") for path in self.server.paths("PUT")), 3)

    def test_keeps_to_smaller_chunks_when_the_server_asks(self):
        self.server.faults.answer(START, 200, {"upload_id": "u_small", "max_chunk": 2})
        self.server.library.uploads["u_small"] = {
            "mode": "replace", "total": 5, "status": "active", "ids": [], "chunks": set(),
            "accepted": 0, "duplicates": 0, "invalid": 0, "commit": None}
        self.sync(imdb_ids(1, 5))
        self.assertEqual(self.server.library.uploads["u_small"]["chunks"], {0, 1, 2})

    def test_agreeing_lists_need_no_upload(self):
        self.server.library.replace_ids(imdb_ids(1, 5))
        self.assertEqual(self.sync(imdb_ids(1, 5)).kind, UNCHANGED)
        self.assertNotIn(START, self.server.paths())

    def test_sends_at_most_what_an_account_holds(self):
        self.sync(imdb_ids(1, 10050))
        self.assertEqual(len(self.server.library.ids), 10000)


class DeltaTests(SyncTestCase):
    def setUp(self):
        super().setUp()
        self.sync(imdb_ids(1, 1500))

    def test_an_unchanged_library_costs_one_request(self):
        self.assertEqual(self.requests_of(imdb_ids(1, 1500)), [VERSION])

    def test_a_few_changes_go_as_a_difference(self):
        self.server.requests.clear()
        outcome = self.sync(imdb_ids(3, 1500))
        self.assertEqual(outcome, (CHANGED, 2, 2, 1500))
        self.assertEqual(self.server.paths(), [VERSION, "/v1/library/remove", "/v1/library/add"])
        self.assertOnServer(imdb_ids(3, 1500))
        self.assertEqual(self.requests_of(imdb_ids(3, 1500)), [VERSION])

    def test_500_changes_are_a_difference_and_501_an_upload(self):
        self.assertEqual(self.sync(imdb_ids(1, 2000)).kind, CHANGED)
        self.assertEqual(self.sync(imdb_ids(1, 2501)).kind, UPLOADED)
        self.assertOnServer(imdb_ids(1, 2501))

    def test_a_list_that_somebody_else_changed_is_read_again_in_pages(self):
        self.server.library.replace_ids(imdb_ids(1, 1500) + imdb_ids(9000, 1))
        self.assertEqual(self.requests_of(imdb_ids(1, 1500)), [VERSION, IDS, IDS, "/v1/library/remove"])
        self.assertOnServer(imdb_ids(1, 1500))

    def test_reading_begins_anew_when_the_list_changes_between_pages(self):
        self.server.library.replace_ids(imdb_ids(1, 1501))
        self.server.faults.answer(IDS, 200, {
            "etag": "0" * 12, "imdb_ids": imdb_ids(1, 1000), "pagination": {"has_next": True}})
        self.assertEqual(self.requests_of(imdb_ids(1, 1501)), [VERSION, IDS, IDS, IDS, IDS])
        self.assertOnServer(imdb_ids(1, 1501))

    def test_a_list_that_never_settles_is_given_up(self):
        self.server.library.replace_ids(imdb_ids(1, 1501))
        for number in range(50):
            self.server.faults.answer(IDS, 200, {
                "etag": "%012d" % number, "imdb_ids": [], "pagination": {"has_next": True}})
        self.assertRaises(NotUnderstood, self.sync, imdb_ids(1, 1501))

    def test_a_lost_answer_is_asked_for_again_under_the_same_key(self):
        self.server.faults.drop_answer("/v1/library/add")
        outcome = self.sync(imdb_ids(1, 1503))
        self.assertEqual(outcome, (CHANGED, 3, 0, 1503))
        self.assertEqual(len(self.waits), 1)

    def test_ids_that_only_uploads_carry_go_as_an_upload(self):
        outcome = self.sync(imdb_ids(1, 1500) + ["tt123"])
        self.assertEqual(outcome.kind, UPLOADED)
        self.assertIn("tt123", self.server.library.ids)

    def test_an_empty_kodi_does_not_empty_the_server(self):
        self.assertEqual(self.sync([]), (KEPT, 0, 0, 1500))
        self.assertOnServer(imdb_ids(1, 1500))
        self.assertEqual(self.sync(imdb_ids(1, 1501)).kind, CHANGED)

    def test_another_account_starts_from_nothing(self):
        self.assertIn(IDS, self.requests_of(imdb_ids(1, 1500), account="bert"))


class SharedAccountTests(SyncTestCase):
    def setUp(self):
        super().setUp()
        self.server.library.replace_ids(imdb_ids(500, 3))
        self.sync(imdb_ids(1, 4), is_shared=True)

    def test_adds_to_what_others_have(self):
        self.assertOnServer(imdb_ids(1, 4) + imdb_ids(500, 3))

    def test_removes_only_what_this_kodi_had(self):
        self.server.library.replace_ids(self.server.library.ids + imdb_ids(600, 2))
        self.assertEqual(self.sync(imdb_ids(2, 4), is_shared=True), (CHANGED, 1, 1, 9))
        self.assertOnServer(imdb_ids(2, 4) + imdb_ids(500, 3) + imdb_ids(600, 2))

    def test_many_removals_without_additions(self):
        self.sync(imdb_ids(1, 4) + imdb_ids(1000, 600), is_shared=True)
        self.assertEqual(self.sync(imdb_ids(1, 4), is_shared=True), (UPLOADED, 0, 600, 7))
        self.assertOnServer(imdb_ids(1, 4) + imdb_ids(500, 3))

    def test_an_empty_kodi_takes_its_own_films_away(self):
        self.sync([], is_shared=True)
        self.assertOnServer(imdb_ids(500, 3))


class InterruptedUploadTests(SyncTestCase):
    FILMS = imdb_ids(1, 1201)

    def interrupt_after(self, chunks):
        """A first run that ends after so many chunks."""
        self.is_stopped = lambda: len(self.progress) >= chunks
        self.assertRaises(Interrupted, self.sync, self.FILMS)
        self.is_stopped = lambda: False
        self.server.requests.clear()

    def chunks_sent(self):
        return [path for path in self.server.paths("PUT") if path.endswith("/chunk")]

    def test_goes_on_with_the_missing_chunks(self):
        self.interrupt_after(2)
        self.assertOnServer([])
        self.sync(self.FILMS)
        self.assertEqual(len(self.chunks_sent()), 1)
        self.assertNotIn(START, self.server.paths())
        self.assertOnServer(self.FILMS)

    def test_what_changed_meanwhile_follows_as_a_difference(self):
        self.interrupt_after(1)
        self.sync(self.FILMS[10:] + imdb_ids(5000, 5))
        self.assertOnServer(self.FILMS[10:] + imdb_ids(5000, 5))

    def test_begins_anew_when_the_server_forgot_the_upload(self):
        self.interrupt_after(2)
        self.server.library.uploads.clear()
        self.sync(self.FILMS)
        self.assertEqual(len(self.chunks_sent()), 3)
        self.assertOnServer(self.FILMS)

    def test_begins_anew_when_the_upload_has_expired(self):
        self.interrupt_after(2)
        next(iter(self.server.library.uploads.values()))["status"] = "expired"
        self.sync(self.FILMS)
        self.assertOnServer(self.FILMS)

    def test_a_lost_answer_to_the_commit_does_no_harm(self):
        self.server.faults.let_pass("/library/batch", 4)
        self.server.faults.drop_answer("/library/batch", 5)
        self.assertRaises(Unreachable, self.sync, self.FILMS)
        self.assertOnServer(self.FILMS)
        self.server.requests.clear()
        self.assertEqual(self.sync(self.FILMS).kind, UNCHANGED)
        self.assertEqual(self.chunks_sent(), [])

    def test_a_chunk_whose_answer_was_lost_counts_once(self):
        self.server.faults.let_pass("/library/batch", 1)
        self.server.faults.drop_answer("/library/batch", 1)
        self.sync(self.FILMS)
        upload, = self.server.library.uploads.values()
        self.assertEqual((upload["accepted"], upload["duplicates"]), (1201, 0))

    def test_trouble_while_asking_keeps_the_upload(self):
        self.interrupt_after(2)
        self.server.faults.answer("/library/batch", 503, {"error": "Service temporarily unavailable"}, times=5)
        self.assertRaises(Refused, self.sync, self.FILMS)
        self.sync(self.FILMS)
        self.assertOnServer(self.FILMS)
        self.assertEqual(len(self.chunks_sent()), 1)


class RefusalTests(SyncTestCase):
    def test_too_many_requests_are_waited_out(self):
        self.server.faults.answer(VERSION, 429, {"error": "Rate limit exceeded"}, {"Retry-After": "11"})
        self.assertEqual(self.sync(imdb_ids(1, 3)).kind, UPLOADED)
        self.assertEqual(self.waits, [11.0])

    def test_a_rejected_key_ends_the_run_at_once(self):
        self.server.keys.clear()
        self.assertRaises(KeyRejected, self.sync, imdb_ids(1, 3))
        self.assertEqual((self.waits, len(self.server.requests)), ([], 1))

    def test_a_disabled_account_ends_the_run_at_once(self):
        self.server.is_account_disabled = True
        with self.assertRaises(Refused) as caught:
            self.sync(imdb_ids(1, 3))
        self.assertEqual((caught.exception.status, caught.exception.message), (403, "Account is disabled"))

    def test_a_damaged_memory_is_made_anew(self):
        self.sync(imdb_ids(1, 3))
        with open(self.path, "w", encoding="utf-8") as file:
            file.write('{"account": "an')
        self.assertEqual(self.sync(imdb_ids(1, 3)).kind, UNCHANGED)
