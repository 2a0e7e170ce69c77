"""Programs that the test starts, and stops again by their process id."""
import os
import signal
import socket
import subprocess

STOP_SECONDS = 10


class Program:
    """A child process in a session of its own, with its output in a file."""

    def __init__(self, command, log, **options):
        self._log = open(log, "wb")
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=self._log, stderr=subprocess.STDOUT, start_new_session=True,
            **options)

    @property
    def is_running(self):
        return self.process.poll() is None

    def stop(self):
        """First politely, then not; its own children go with it."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.process.pid, number)
            except ProcessLookupError:
                break
            try:
                self.process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                continue
        self.process.wait()
        self._log.close()


def free_port(kind=socket.SOCK_STREAM):
    with socket.socket(socket.AF_INET, kind) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
