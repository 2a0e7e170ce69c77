"""How the latest synchronisation went: the service writes it, the status page reads it."""


class SyncReport:
    """`finished_at`: when the lists last agreed, as a Unix time; `problem`: why the latest run failed, or None."""

    def __init__(self, file):
        self._file = file
        kept = file.read()
        kept = kept if isinstance(kept, dict) else {}
        self.finished_at = kept.get("finished_at")
        self.problem = kept.get("problem")

    def succeeded(self, now):
        self._write(now, None)

    def failed(self, problem):
        self._write(self.finished_at, problem)

    def _write(self, finished_at, problem):
        self.finished_at, self.problem = finished_at, problem
        self._file.write({"finished_at": finished_at, "problem": problem})
