"""When the window locks by itself."""


class IdleLock:
    """Decides from activity times whether the window should be locked; knows no timer and no window.

    Times are seconds of one clock that also counts while the computer sleeps (`time.time()` does).
    """

    def __init__(self, minutes: int, *, now: float) -> None:
        """Start unlocked; 0 minutes never locks by itself."""
        self._limit_s = minutes * 60
        self._last = now
        self._locked = False

    def touched(self, now: float) -> None:
        """Note a key or the mouse; it counts only while the lock is open and not overdue."""
        if not self.is_locked(now):
            self._last = now

    def is_locked(self, now: float) -> bool:
        """Tell whether the window must be covered; once locked it stays so until `unlock`."""
        if now < self._last:  # the clock was set back: start counting anew rather than never lock
            self._last = now
        if self._limit_s and now - self._last >= self._limit_s:
            self._locked = True
        return self._locked

    def seconds_left(self, now: float) -> float | None:
        """How long until it locks if nothing happens; None when it never does by itself."""
        if self.is_locked(now):
            return 0.0
        return self._limit_s - (now - self._last) if self._limit_s else None

    def lock(self) -> None:
        """Lock at once: by the button, or because Windows was locked."""
        self._locked = True

    def unlock(self, now: float) -> None:
        """Open again after the password was right."""
        self._locked = False
        self._last = now

    def change_limit(self, minutes: int) -> None:
        """Take a new limit from the settings; it counts from the last activity."""
        self._limit_s = minutes * 60
