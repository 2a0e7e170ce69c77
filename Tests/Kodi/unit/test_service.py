import json

from fakeserver.faults import Faults

from .fakekodi import kodi, movie
from .support import PairedTestCase, imdb_ids
from resources.lib.kinothek.connection import profile_file
from resources.lib.kinothek.service import Service
from resources.lib.kinothek.settings import Settings
from resources.lib.kinothek.signals import SENDER


class ServiceTests(PairedTestCase):
    def setUp(self):
        super().setUp()
        kodi.movies = [movie(number, imdb_id) for number, imdb_id in enumerate(imdb_ids(1, 4), 1)]
        self.service = Service()

    def run_loop(self, ticks=2):
        """The loop for so many ticks; waits for another attempt pass at once and do not count."""
        left = [ticks]

        def wait(seconds):
            left[0] -= seconds == 0.5
            return left[0] < 0
        kodi.wait = wait
        self.service.run()

    def ask(self):
        self.service.onNotification(SENDER, "Other.sync", "{}")

    def test_sends_the_library_at_the_start_and_says_so(self):
        self.run_loop()
        self.assertEqual(sorted(self.server.library.ids), imdb_ids(1, 4))
        self.assertEqual(self.shown("notification"), ["4 added, 0 removed, 4 in all"])
        self.assertEqual(self.shown("progress")[-1], "closed")

    def test_is_quiet_when_nothing_changed_unless_somebody_asked(self):
        self.run_loop()
        kodi.shown.clear()
        self.service = Service()
        self.run_loop()
        self.assertEqual(kodi.shown, [])
        self.ask()
        self.run_loop()
        self.assertEqual(self.shown("notification"), ["Nothing to send: Kinothek knows all 4 films."])

    def test_waits_for_the_end_of_a_scan(self):
        kodi.conditions.add("Library.IsScanningVideo")
        self.run_loop()
        self.assertEqual(self.server.requests, [])

    def test_films_without_an_id_are_left_out(self):
        kodi.movies.append(movie(9, None))
        self.run_loop()
        self.assertEqual(len(self.server.library.ids), 4)

    def test_a_large_library_is_read_in_pages(self):
        kodi.movies = [movie(number, imdb_id) for number, imdb_id in enumerate(imdb_ids(1, 1234), 1)]
        self.run_loop()
        self.assertEqual(len(self.server.library.ids), 1234)

    def test_a_library_that_cannot_be_read_changes_nothing(self):
        self.run_loop()
        kodi.is_library_broken = True
        self.ask()
        self.run_loop()
        self.assertEqual(len(self.server.library.ids), 4)
        self.assertIn("Kodi did not tell", self.shown("notification")[-1])

    def test_a_rejected_key_is_deleted_with_a_message(self):
        self.server.keys.clear()
        kodi.labels["Container.FolderPath"] = "plugin://plugin.video.kinothek/"
        self.run_loop()
        self.assertEqual(kodi.builtins, ["Container.Refresh"])
        self.assertEqual(kodi.settings["api_key"], "")
        self.assertEqual(kodi.settings["server_url"], self.server.address)
        self.assertEqual(
            self.shown("notification"), ["Kinothek does not know this Kodi any more. Pair it again."])

    def test_a_key_from_a_new_pairing_is_not_deleted(self):
        settings = Settings()
        settings.drop_key("an older one")
        self.assertEqual(settings.api_key, self.key)

    def test_no_other_refusal_costs_the_key(self):
        for status, error in ((403, "Account is disabled"), (503, "Service temporarily unavailable"), (500, "")):
            self.server.faults = Faults()
            self.server.faults.answer("/v1/library/version", status, {"error": error}, times=5)
            self.service = Service()
            self.run_loop()
            self.assertEqual(Settings().api_key, self.key)
        self.assertEqual(kodi.shown, [], "the background does not complain")
        self.assertEqual(profile_file("report.json").read()["problem"], "500 Internal Server Error")

    def test_without_a_server_only_those_who_ask_are_told(self):
        kodi.settings.update(server_url="", api_key="")
        self.run_loop()
        self.assertEqual(kodi.shown, [])
        self.ask()
        self.run_loop()
        self.assertEqual(len(self.shown("notification")), 1)

    def test_the_library_is_watched_unless_switched_off(self):
        self.run_loop()
        self.assertFalse(self.service._schedule.is_due())
        changed = json.dumps({"item": {"id": 1, "type": "movie"}})
        for sender, method, data, is_reason in (
                ("xbmc", "VideoLibrary.OnUpdate", changed, True),
                ("xbmc", "VideoLibrary.OnRemove", json.dumps({"id": 1, "type": "movie"}), True),
                ("xbmc", "VideoLibrary.OnScanFinished", "null", True),
                ("xbmc", "VideoLibrary.OnUpdate", json.dumps({"item": {"id": 1, "type": "episode"}}), False),
                ("xbmc", "Player.OnPlay", changed, False),
                ("another.addon", "Other.sync", "{}", False)):
            self.service._schedule.started()
            self.service.onNotification(sender, method, data)
            self.assertEqual(self.service._schedule._due is not None, is_reason, method)
        kodi.settings["sync_enabled"] = "false"
        self.service._schedule.started()
        self.service.onNotification("xbmc", "VideoLibrary.OnUpdate", changed)
        self.assertIsNone(self.service._schedule._due)
