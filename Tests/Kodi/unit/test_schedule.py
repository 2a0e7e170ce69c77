import unittest

from .fakekodi import kodi  # noqa: F401  installs the modules
from resources.lib.kinothek.schedule import Schedule

HOUR = 3600


class ScheduleTests(unittest.TestCase):
    def setUp(self):
        self.now = 1000.0
        self.schedule = Schedule(lambda: self.now, HOUR)

    def run_once(self):
        self.schedule.started()
        self.schedule.succeeded()

    def assertDueAfter(self, seconds):
        self.now += seconds - 1
        self.assertFalse(self.schedule.is_due())
        self.now += 1
        self.assertTrue(self.schedule.is_due())

    def test_at_once_and_then_every_interval(self):
        self.assertTrue(self.schedule.is_due())
        self.run_once()
        self.assertDueAfter(HOUR)

    def test_changes_of_the_library_wait_for_quiet(self):
        self.run_once()
        self.schedule.library_changed()
        self.now += 5
        self.schedule.library_changed()
        self.assertDueAfter(10)

    def test_but_not_for_ever(self):
        self.run_once()
        for _ in range(24):
            self.assertFalse(self.schedule.is_due())
            self.schedule.library_changed()
            self.now += 5
        self.assertTrue(self.schedule.is_due())

    def test_what_happens_during_a_run_is_a_reason_for_another(self):
        self.schedule.started()
        self.schedule.library_changed()
        self.schedule.succeeded()
        self.assertDueAfter(10)

    def test_failures_wait_longer_each_time_until_the_interval(self):
        for seconds in (60, 120, 240, 480, 960, 1920, HOUR, HOUR):
            self.schedule.started()
            self.schedule.failed()
            self.assertDueAfter(seconds)
        self.run_once()
        self.schedule.started()
        self.schedule.failed()
        self.assertDueAfter(60)

    def test_the_server_may_ask_for_more_time(self):
        self.schedule.started()
        self.schedule.failed(retry_after=900)
        self.assertDueAfter(900)

    def test_switched_off_it_runs_on_request_only(self):
        self.schedule.set_interval(0)
        self.now += 100 * HOUR
        self.assertFalse(self.schedule.is_due())
        self.schedule.request()
        self.assertTrue(self.schedule.is_due())
        self.run_once()
        self.now += 100 * HOUR
        self.assertFalse(self.schedule.is_due())

    def test_a_new_interval_counts_from_now(self):
        self.run_once()
        self.schedule.set_interval(HOUR)
        self.schedule.set_interval(60)
        self.assertDueAfter(60)
