"""Kodi's player, the window property and the server together."""
from unittest import mock

from .fakekodi import kodi
from .support import EMAIL, PairedTestCase
from resources.lib.kinothek import plugin, service, signals, watcher
from resources.lib.kinothek.watcher import Watcher

BASE = "plugin://plugin.video.kinothek"


class WatcherTestCase(PairedTestCase):
    def setUp(self):
        super().setUp()
        self.film = self.server.films.add("Lonely Harbour", 2019, 5400)
        clock = mock.patch.object(watcher.time, "monotonic", lambda: self.now)
        clock.start()
        self.addCleanup(clock.stop)
        self.now = 1000.0
        self.watcher = Watcher()

    def resolve(self):
        plugin.run([BASE + "/server/play", "1", "?id=" + self.film, "resume:false"])
        return kodi.resolved[1].path

    def watch(self, *happenings):
        """The loop, with one of these before each look; Kodi quits behind the last."""
        left = list(happenings)

        def wait(seconds):
            self.assertEqual(seconds, watcher.TICK_SECONDS)
            if not left:
                return True
            self.now += 20
            left.pop(0)()
            return False
        kodi.wait = wait
        self.watcher.run()

    def playing(self, file, position):
        """Kodi says so when another file begins."""
        def play():
            if kodi.playing is None or kodi.playing[0] != file:
                self.watcher.onAVStarted()
            kodi.playing = (file, position)
        return play

    @staticmethod
    def happening(callback):
        """The player has stopped, and Kodi says how."""
        def happen():
            kodi.playing = None
            callback()
        return happen

    def reports(self):
        return [(body["position_seconds"], body["paused"], body["stopped"]) for _, body in self.server.films.reports]


class ReportingTests(WatcherTestCase):
    def test_from_the_first_moment_to_the_last(self):
        file = self.resolve()
        self.watch(
            self.playing(file, 1.04), self.playing(file, 21.06), self.happening(self.watcher.onPlayBackStopped),
            self.playing("/films/7.mkv", 3.0))
        self.assertEqual(self.reports(), [(21.1, False, False), (21.1, False, True)])

    def test_pauses_and_jumps(self):
        file = self.resolve()
        self.watch(
            self.playing(file, 1.0), lambda: kodi.conditions.add("Player.Paused"), lambda: None,
            self.playing(file, 600.0))
        self.assertEqual(self.reports(), [(1.0, True, False), (600.0, True, False), (600.0, True, True)])

    def test_kodi_quits_while_it_plays(self):
        self.watch(self.playing(self.resolve(), 70.0))
        self.assertEqual(self.reports(), [(70.0, False, True)])
        self.assertEqual(self.server.films.film(self.film)["resume_seconds"], 70)

    def test_kodi_quits_without_a_network(self):
        file = self.resolve()
        self.server.__exit__()
        self.watch(self.playing(file, 70.0))
        self.assertEqual(self.reports(), [])

    def test_a_film_that_ends_or_fails(self):
        for happens in (self.watcher.onPlayBackEnded, self.watcher.onPlayBackError):
            self.watch(self.playing(self.resolve(), 70.0), self.happening(happens))
        self.assertEqual(self.reports(), [(5400.0, False, True), (70.0, False, True)])

    def test_a_player_that_stops_between_two_questions(self):
        with mock.patch.object(Watcher, "isPlayingVideo", lambda self: True):
            self.watch(lambda: None)
        self.assertEqual(self.reports(), [])

    def test_the_server_ends_the_film(self):
        file = self.resolve()
        for message, shown in (("Somebody else plays", "Somebody else plays"), ("", "The server has ended the film.")):
            self.server.films.stop_message, kodi.is_stopped, kodi.playing = message, False, None
            self.watch(self.playing(file, 1.0), self.playing(file, 21.0))
            self.assertTrue(kodi.is_stopped)
            self.assertEqual(self.shown("notification")[-1], shown)

    def test_the_folder_waits_for_the_last_word(self):
        def opens():
            kodi.playing = None
            waits = []

            def wait(seconds):
                waits.append(seconds)
                if len(waits) == 3:
                    self.watcher.onPlayBackStopped()
                return False
            outer, kodi.wait = kodi.wait, wait
            plugin.run([BASE + "/server", "1", ""])
            kodi.wait = outer
            self.assertEqual(len(waits), 3)
            _, item, _ = kodi.directory.items[0]
            self.assertEqual(item.tag.values["ResumePoint"], (70.0, 5400))
        self.watch(self.playing(self.resolve(), 70.0), opens)

    def test_the_folder_does_not_wait_for_ever_or_for_a_film_that_plays(self):
        kodi.properties[signals.PLAYING] = "true"
        plugin.run([BASE + "/server", "1", ""])
        self.assertAlmostEqual(sum(kodi.waits), 2, delta=0.2)
        kodi.waits.clear()
        kodi.playing = ("http://kino/a", 5.0)
        plugin.run([BASE + "/server", "1", ""])
        self.assertEqual(kodi.waits, [])

    def test_a_rejected_key_is_deleted_with_one_message(self):
        file = self.resolve()
        self.server.keys.clear()
        self.watch(*[self.playing(file, 20.0 * number) for number in range(1, 5)])
        self.assertEqual(kodi.settings["api_key"], "")
        self.assertEqual(self.shown("notification"), ["Kinothek does not know this Kodi any more. Pair it again."])

    def test_another_account_hears_nothing(self):
        file = self.resolve()
        kodi.settings.update(api_key=self.server.make_key(), account=EMAIL)
        self.watch(*[self.playing(file, 20.0 * number) for number in range(1, 5)])
        self.assertEqual(self.reports(), [])

    def test_a_service_that_starts_in_the_middle_goes_on(self):
        file = self.resolve()
        self.watch(self.playing(file, 70.0))
        self.watcher = Watcher()
        self.watch(self.playing(file, 80.0), self.playing(file, 100.0))
        self.assertEqual(self.reports()[1:], [(100.0, False, False), (100.0, False, True)])


    def test_what_another_version_announced_is_nothing(self):
        for text in ("", "{}", "[1]", "?"):
            kodi.properties[signals.PLAYBACK] = text
            self.assertIsNone(signals.announced())


class ThreadTests(PairedTestCase):
    def test_the_service_watches_while_it_runs(self):
        kodi.wait = lambda seconds: True
        with mock.patch.object(watcher, "Watcher") as watching:
            service.run()
        watching.return_value.run.assert_called_once_with()
