import unittest

from .fakekodi import kodi  # noqa: F401  installs the modules
from resources.lib.kinothek.contract import Verdict
from resources.lib.kinothek.errors import KeyRejected, NotPaired, Refused, Unreachable
from resources.lib.kinothek.playback import Playback, Reporter, Seen

A = Playback("1", "account", [("http://kino/a", 0)], 0, 6000)
B = Playback("2", "account", [("http://kino/b", 0)], 0, 6000)
PARTS = Playback("3", "account", [("http://kino/c1", 0), ("http://kino/c2", 100)], 0, 160)
GO_ON = Verdict(False, None)


class ReporterTestCase(unittest.TestCase):
    def setUp(self):
        self.now = 1000.0
        self.announced = A
        self.sent = []
        self.answers = []
        self.ended = []
        self.noted = []
        self.logged = []
        self.reporter = Reporter(
            lambda: self.now, lambda: self.announced, self.send, self.ended.append, self.noted.append,
            self.logged.append)

    def send(self, playback, position, is_paused, is_stopped):
        answer = self.answers.pop(0) if self.answers else GO_ON
        word = "stopped" if is_stopped else "paused" if is_paused else "plays"
        self.sent.append((playback.film_id, position, word))
        if isinstance(answer, Exception):
            raise answer
        return answer

    def start(self, *arguments, **more):
        self.reporter.started()
        return self.play(*arguments, **more)

    def play(self, seconds, position=0.0, file="http://kino/a", is_paused=False):
        """So many seconds pass, and Kodi is looked at after each."""
        for _ in range(seconds):
            self.now += 1
            position += not is_paused
            self.reporter.observe(Seen(file, position, is_paused))
        return position

    def quiet(self, seconds=1):
        for _ in range(seconds):
            self.now += 1
            self.reporter.observe(None)

    def told(self):
        sent, self.sent = self.sent, []
        return sent


class ReportTests(ReporterTestCase):
    def test_at_intervals_while_it_plays(self):
        self.play(50)
        self.assertEqual(self.told(), [("1", 16.0, "plays"), ("1", 31.0, "plays"), ("1", 46.0, "plays")])

    def test_nothing_of_other_files(self):
        self.play(50, file="/films/7.mkv")
        self.announced = None
        self.play(50)
        self.quiet(5)
        self.assertEqual(self.told(), [])

    def test_a_pause_is_told_once_and_going_on_at_once(self):
        self.play(3)
        self.play(100, 3.0, is_paused=True)
        self.assertEqual(self.told(), [("1", 3.0, "paused")])
        self.play(2, 3.0)
        self.assertEqual(self.told(), [("1", 4.0, "plays")])

    def test_a_jump_is_told_at_once(self):
        self.play(5)
        self.play(2, 600.0)
        self.play(2, 4.0)
        self.assertEqual(self.told(), [("1", 601.0, "plays"), ("1", 6.0, "plays")])

    def test_a_jump_in_a_pause_is_told_too(self):
        self.play(5, 3.0, is_paused=True)
        self.told()
        self.play(30, 600.0, is_paused=True)
        self.assertEqual(self.told(), [("1", 600.0, "paused")])

    def test_winding_is_told_from_time_to_time(self):
        self.play(5)
        for second in range(10):
            self.play(1, 100.0 * (second + 1))
        self.assertEqual(len(self.told()), 4)

    def test_a_film_that_resumes_has_not_jumped(self):
        self.announced = A._replace(start_seconds=1200.0)
        self.reporter.observe(Seen("http://kino/a", 0.0, False))
        self.play(10, 1200.0)
        self.assertEqual(self.told(), [])

    def test_the_end_is_told_at_once(self):
        self.play(5)
        self.reporter.stopped()
        self.quiet(60)
        self.assertEqual(self.told(), [("1", 5.0, "stopped")])
        self.assertEqual(self.noted, [True, False])

    def test_an_end_that_kodi_did_not_tell_is_seen(self):
        self.play(5)
        self.quiet()
        self.assertEqual(self.told(), [("1", 5.0, "stopped")])

    def test_played_to_the_end_means_all_of_it(self):
        self.play(5, 5990.0)
        self.reporter.ended()
        self.assertEqual(self.told(), [("1", 6000, "stopped")])

    def test_before_it_has_moved_it_is_where_it_resumes(self):
        """Otherwise stopping at once would lose the place."""
        self.announced = A._replace(start_seconds=1200.0)
        self.reporter.observe(Seen("http://kino/a", 0.0, False))
        self.reporter.stopped()
        self.assertEqual(self.told(), [("1", 1200.0, "stopped")])

    def test_another_file_ends_it(self):
        self.play(5)
        self.play(3, file="/films/7.mkv")
        self.assertEqual(self.told(), [("1", 5.0, "stopped")])

    def test_another_film_of_the_server_follows(self):
        self.play(5)
        self.announced = B
        self.play(2, 5.0)
        self.start(16, file="http://kino/b")
        self.assertEqual(self.told(), [("1", 7.0, "stopped"), ("2", 16.0, "plays")])

    def test_the_same_film_begins_anew(self):
        self.play(5, 5990.0)
        self.reporter.ended()
        self.start(16)
        self.assertEqual(self.told(), [("1", 6000, "stopped"), ("1", 16.0, "plays")])

    def test_what_kodi_says_of_a_file_that_has_stopped_is_not_believed(self):
        self.play(5, 600.0)
        self.reporter.stopped()
        self.play(2)
        self.quiet(2)
        self.assertEqual(self.told(), [("1", 605.0, "stopped")])

    def test_what_kodi_says_of_a_file_before_it_plays_is_not_believed(self):
        self.play(5, 600.0)
        self.announced = B
        self.play(20, 605.0, file="http://kino/b")
        self.assertEqual(self.told(), [("1", 605.0, "stopped")])
        self.start(16, file="http://kino/b")
        self.assertEqual(self.told(), [("2", 16.0, "plays")])


class PartTests(ReporterTestCase):
    def setUp(self):
        super().setUp()
        self.announced = PARTS

    def test_positions_count_from_the_beginning_of_the_film(self):
        self.play(5, 90.0, "http://kino/c1")
        self.reporter.ended()
        self.play(1, 95.0, "http://kino/c1")
        self.quiet(3)
        self.play(20, 0.0, "http://kino/c2")
        self.assertEqual(self.told(), [("3", 107.0, "plays")])
        self.reporter.ended()
        self.assertEqual(self.told(), [("3", 160, "stopped")])

    def test_a_part_that_does_not_follow_ends_the_film(self):
        self.play(5, 90.0, "http://kino/c1")
        self.reporter.ended()
        self.quiet(9)
        self.assertEqual(self.told(), [])
        self.quiet(2)
        self.assertEqual(self.told(), [("3", 95.0, "stopped")])

    def test_stopping_between_two_parts_ends_the_film(self):
        self.play(5, 90.0, "http://kino/c1")
        self.reporter.ended()
        self.reporter.stopped()
        self.assertEqual(self.told(), [("3", 95.0, "stopped")])

    def test_another_file_between_two_parts_ends_the_film(self):
        self.play(5, 90.0, "http://kino/c1")
        self.reporter.ended()
        self.play(1, file="/films/7.mkv")
        self.assertEqual(self.told(), [("3", 95.0, "stopped")])


class VerdictTests(ReporterTestCase):
    def test_the_server_can_end_it(self):
        self.answers = [Verdict(True, "Somebody else plays")]
        self.play(15)
        self.assertEqual(self.ended, [])
        self.play(1, 15.0)
        self.assertEqual(self.ended, ["Somebody else plays"])
        self.quiet()
        self.assertEqual(self.told()[-1], ("1", 16.0, "stopped"))

    def test_the_last_word_ends_nothing(self):
        self.play(5)
        self.answers = [Verdict(True, "Somebody else plays")]
        self.quiet()
        self.assertEqual(self.ended, [])


class FailureTests(ReporterTestCase):
    def test_a_network_that_is_down_is_tried_again_and_logged_once(self):
        self.answers = [Unreachable("down"), Unreachable("down")]
        self.play(50)
        self.assertEqual(len(self.told()), 3)
        self.assertEqual(self.logged, ["not reported: Unreachable: down"])

    def test_a_pause_that_did_not_get_through_is_told_again(self):
        self.answers = [Unreachable("down")]
        self.play(40, 3.0, is_paused=True)
        self.assertEqual(self.told(), [("1", 3.0, "paused")] * 2)

    def test_the_last_word_is_tried_for_some_minutes(self):
        self.play(5)
        self.answers = [Unreachable("down")] * 3
        self.quiet(120)
        self.assertEqual(self.told(), [("1", 5.0, "stopped")] * 4)
        self.assertEqual(self.noted, [True, False], "nobody waits for the other attempts")

    def test_the_last_word_is_given_up_when_it_is_old(self):
        self.play(5)
        self.answers = [Unreachable("down")] * 1000
        self.quiet(2000)
        self.assertLess(len(self.told()), 50)
        self.quiet(60)
        self.assertEqual(self.told(), [])

    def test_the_last_word_does_not_undo_what_is_played_now(self):
        self.play(5)
        self.answers = [Unreachable("down")]
        self.quiet()
        self.start(40, 600.0)
        self.assertEqual([word for _, _, word in self.told()], ["stopped", "plays", "plays"])

    def test_the_last_words_of_two_films_wait_side_by_side(self):
        self.answers = [Unreachable("down")] * 2
        self.play(5)
        self.announced = B
        self.start(5, file="http://kino/b")
        self.quiet(16)
        self.assertEqual(sorted(self.told()[2:]), [("1", 5.0, "stopped"), ("2", 5.0, "stopped")])

    def test_after_a_final_refusal_there_is_no_other_word(self):
        for error in (
                Refused(404, "gone", "FILM_NOT_FOUND"), KeyRejected(401, "who?"), NotPaired(), Refused(400, "no")):
            self.setUp()
            self.answers = [error]
            self.play(50)
            self.quiet(20)
            self.assertEqual(len(self.told()), 1, error)
            self.assertEqual(self.noted, [True, False])

    def test_other_refusals_may_pass(self):
        for status in (403, 409, 429, 503):
            self.setUp()
            self.answers = [Refused(status, "not now")]
            self.play(31)
            self.assertEqual(len(self.told()), 2, status)
