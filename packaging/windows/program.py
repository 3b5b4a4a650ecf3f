"""A program that runs, and what it says meanwhile."""

import os
import select
import subprocess
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

_PAUSE_S = 0.05


class Program:
    """A program begun with nothing to read, whose two outputs are heard until itself has ended.

    They go through pipes because Python begins under Wine with neither a file nor the null device there. A pipe ends
    only with its last holder, and what Windows starts behind a program inherits it and may live on; so the end of the
    program counts, not that of the pipe.

    Args:
        words: The command and its arguments.
        env: The whole environment.
        cwd: Where it begins.
    """

    def __init__(self, words: Sequence[str], env: Mapping[str, str], cwd: Path | None = None) -> None:
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(
            words, env=env, cwd=cwd, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe, bufsize=0
        )
        self._out, self._err = bytearray(), bytearray()
        heard = ((self._process.stdout, self._out), (self._process.stderr, self._err))
        self._ears = [threading.Thread(target=self._hear, args=each, daemon=True) for each in heard]
        for ear in self._ears:
            ear.start()

    @property
    def out(self) -> bytes:
        """What it wrote so far to its first output."""
        return bytes(self._out)

    @property
    def err(self) -> bytes:
        """What it wrote so far to its second output."""
        return bytes(self._err)

    @property
    def has_ended(self) -> bool:
        """Whether it runs no more."""
        return self._process.poll() is not None

    def wait(self, seconds: float) -> int:
        """Its exit code, once it has ended and everything it wrote was heard.

        Raises:
            subprocess.TimeoutExpired: it did not end in time, and was killed.
        """
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            raise
        finally:
            for ear in self._ears:
                ear.join()

    def _hear(self, pipe: IO[bytes], into: bytearray) -> None:
        ended = False
        with pipe:
            while True:
                if select.select([pipe], [], [], _PAUSE_S)[0]:
                    said = os.read(pipe.fileno(), 1 << 16)
                    if not said:
                        return
                    into += said
                elif ended:
                    return
                ended = self.has_ended
