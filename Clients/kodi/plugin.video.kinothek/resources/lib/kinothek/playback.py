"""Tells the server how far a film of its own has been played."""
from collections import namedtuple

from .errors import KinothekError, NotPaired, Refused

# The server takes a film for stopped a minute after the last word about it.
REPORT_SECONDS = 15
# Kodi tells of a jump before it is done, so jumps are seen by how far the film moved between two looks. Winding is one
# jump after another; not each of them is told.
JUMP_SECONDS = 5
JUMP_PAUSE_SECONDS = 3
# Between two parts of a film nothing plays for a moment.
NEXT_PART_SECONDS = 10
# A last report that did not get through is tried again for this long; later it could undo what happened since.
LATE_SECONDS_MAX = 600
# Refusals after which another report about the same film would be in vain.
FINAL_STATUSES = frozenset({400, 401, 404})

Seen = namedtuple("Seen", "file position is_paused")


class Playback(namedtuple("Playback", "film_id account parts start_seconds duration_seconds")):
    """A film that Kodi was told to play. `parts` are pairs: an address, and where in the film it begins."""

    def part_of(self, file):
        """The number of the part that plays from this address, or None."""
        for number, (address, _) in enumerate(self.parts):
            if address == file:
                return number
        return None


class Reporter:
    """Looks at what Kodi plays, again and again, and finds out what of it is to be told.

    announced()     the film that the add-on has last handed to Kodi, or None
    send(playback, position, is_paused, is_stopped)   returns the server's `Verdict`
    end(message)    the server wants the film to stop
    note(is_open)   a film begins, or its last word has been tried
    """

    def __init__(self, clock, announced, send, end, note=lambda is_open: None, log=lambda text: None):
        self._clock = clock
        self._announced = announced
        self._send = send
        self._end = end
        self._note = note
        self._log = log
        self._session = None
        # True at first, too: the service may have been started anew in the middle of a film.
        self._may_begin = True
        self._late = {}

    def observe(self, seen):
        """`seen` is None while nothing plays."""
        playback = self._playback_of(seen)
        if self._session and playback is not self._session.playback and not self._is_between_parts(seen):
            self._close()
        if playback and self._session is None and self._may_begin:
            self._begin(playback)
        if playback and self._session:
            self._session.note(seen, self._clock())
            if self._session.is_due(self._clock()):
                self._report(self._session)
        for late in list(self._late.values()):
            if late.is_due(self._clock()):
                self._report_late(late)

    def started(self):
        """Something has begun to play. Kodi names a file some time before, and some time after it has stopped; what it
        says of the time is not of that file then."""
        self._may_begin = True

    def ended(self):
        """The file has been played to its end."""
        if self._session is None or not self._session.finish_part(self._clock()):
            self.stopped()

    def stopped(self):
        self._may_begin = False
        self._close()

    def _begin(self, playback):
        self._may_begin = False
        self._late.pop(playback.film_id, None)
        self._session = _Session(playback, self._clock())
        self._note(True)

    def _close(self):
        session, self._session = self._session, None
        if session is None:
            return
        if not session.is_refused:
            session.expires = self._clock() + LATE_SECONDS_MAX
            self._late[session.playback.film_id] = session
            self._report_late(session)
        self._note(False)

    def _playback_of(self, seen):
        """The film that plays already comes first: it may have been handed over once more meanwhile."""
        known = [self._session.playback] if self._session else []
        for playback in (known + [self._announced()]) if seen else ():
            if playback and playback.part_of(seen.file) is not None:
                return playback
        return None

    def _is_between_parts(self, seen):
        return seen is None and self._clock() < self._session.next_part_by

    def _report(self, session):
        verdict = self._try(session, is_stopped=False)
        if verdict is not None:
            # A pause is told once. Who pauses for long lets others play.
            session.due = None if session.is_paused else session.due
            if verdict.is_to_stop:
                self._end(verdict.message)

    def _report_late(self, session):
        verdict = self._try(session, is_stopped=True)
        if verdict is not None or session.is_refused or self._clock() > session.expires:
            self._late.pop(session.playback.film_id, None)

    def _try(self, session, is_stopped):
        """The verdict; None when the report did not get through."""
        session.reported = self._clock()
        session.due = session.reported + REPORT_SECONDS
        try:
            verdict = self._send(session.playback, session.position, session.is_paused, is_stopped)
        except KinothekError as error:
            if not session.is_failing:
                self._log("not reported: %s: %s" % (type(error).__name__, error))
            session.is_failing = True
            session.is_refused = isinstance(error, NotPaired) or (
                isinstance(error, Refused) and error.status in FINAL_STATUSES)
            return None
        session.is_failing = False
        return verdict


class _Session:
    """One film while it plays, and until the server knows where that ended."""

    def __init__(self, playback, now):
        self.playback = playback
        # Kodi begins to play before it jumps to the place where it is to resume.
        self.position = playback.start_seconds
        self.is_paused = False
        self.is_failing = False
        self.is_refused = False
        self.due = now + REPORT_SECONDS
        self.reported = now
        self.next_part_by = 0
        self.expires = None
        self._part = 0
        self._moved = None

    def note(self, seen, now):
        part = self.playback.part_of(seen.file)
        if part != self._part:
            self._part, self.next_part_by = part, 0
        if seen.position > 0:
            self._move(self.playback.parts[part][1] + seen.position, now)
        if seen.is_paused != self.is_paused:
            self.is_paused, self.due = seen.is_paused, now

    def _move(self, position, now):
        if self._moved is not None:
            expected = self.position + (0 if self.is_paused else now - self._moved)
            if abs(position - expected) > JUMP_SECONDS:
                soon = max(now, self.reported + JUMP_PAUSE_SECONDS)
                self.due = soon if self.due is None else min(self.due, soon)
        self.position, self._moved = position, now

    def is_due(self, now):
        return self.due is not None and now >= self.due and not self.is_refused

    def finish_part(self, now):
        """True when another part is to follow."""
        if self._part + 1 < len(self.playback.parts):
            self.next_part_by = now + NEXT_PART_SECONDS
            return True
        self.position = max(self.position, self.playback.duration_seconds)
        return False
