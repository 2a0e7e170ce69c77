"""Ways to misbehave, for the next requests of a path."""
from collections import namedtuple

Fault = namedtuple("Fault", "status body headers drops_answer")


class Faults:
    def __init__(self):
        self._planned = []

    def answer(self, path, status, body=None, headers=None, times=1):
        """Refuse the next `times` requests whose path begins with `path`, without doing anything."""
        self._plan(path, Fault(status, body, headers or {}, False), times)

    def drop_answer(self, path, times=1):
        """Do what is asked, then hang up instead of answering."""
        self._plan(path, Fault(None, None, {}, True), times)

    def let_pass(self, path, times):
        """Nothing goes wrong with the next `times` requests; what is planned afterwards waits for those behind."""
        self._plan(path, None, times)

    def take(self, path):
        for index, (prefix, _) in enumerate(self._planned):
            if path.startswith(prefix):
                return self._planned.pop(index)[1]
        return None

    def _plan(self, path, fault, times):
        self._planned += [(path, fault)] * times
