import unittest

from .fakekodi import kodi  # noqa: F401  installs the modules
from resources.lib.kinothek.errors import Interrupted, KeyRejected, Moved, Refused, Unreachable
from resources.lib.kinothek.retry import Retry


class RetryTests(unittest.TestCase):
    def setUp(self):
        self.waits = []
        self.calls = 0
        self.retry = Retry(self.wait, attempts=4, jitter=lambda: 0.5)

    def wait(self, seconds):
        self.waits.append(seconds)
        return False

    def failing(self, *errors):
        """An action that fails with these errors, one a call, and then succeeds."""
        def action():
            self.calls += 1
            if self.calls <= len(errors):
                raise errors[self.calls - 1]
            return "done"
        return action

    def test_waits_twice_as_long_each_time(self):
        self.assertEqual(self.retry.call(self.failing(Unreachable(), Refused(503, ""), Unreachable())), "done")
        self.assertEqual(self.waits, [1.0, 2.0, 4.0])

    def test_gives_up_after_the_last_attempt(self):
        self.assertRaises(Unreachable, self.retry.call, self.failing(*[Unreachable()] * 9))
        self.assertEqual(self.calls, 4)

    def test_waits_as_long_as_the_server_asks(self):
        self.assertEqual(self.retry.call(self.failing(Refused(429, "", retry_after=17))), "done")
        self.assertEqual(self.waits, [17.0])

    def test_does_not_sit_out_a_very_long_wait(self):
        self.assertRaises(Refused, self.retry.call, self.failing(Refused(429, "", retry_after=3600)))
        self.assertEqual(self.waits, [])

    def test_what_will_not_pass_is_not_tried_again(self):
        for error in (Refused(400, ""), Refused(403, ""), Refused(422, ""), KeyRejected(401, ""), Moved("there")):
            self.calls = 0
            self.assertRaises(type(error), self.retry.call, self.failing(error))
            self.assertEqual(self.calls, 1)

    def test_stops_when_kodi_closes(self):
        self.assertRaises(Interrupted, Retry(lambda seconds: True).call, self.failing(Unreachable()))
