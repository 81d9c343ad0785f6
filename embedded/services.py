"""Programs kept running, with back-off, and a program run once in the foreground."""

import os
import secrets
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from embedded.errors import EmbeddedError
from embedded.processes import MARKER, Say, Stopped, Stopping, ended, spawn, stop, sweep


@dataclass
class Backoff:
    """How long to wait before the next try: doubling, and forgotten after a good minute."""

    first: float = 0.5
    longest: float = 30.0
    good: float = 60.0
    _delay: float = field(default=0.0, init=False)
    _started: float | None = field(default=None, init=False)
    _due: float = field(default=float("-inf"), init=False)

    def started(self) -> None:
        self._started = time.monotonic()

    def failed(self) -> float:
        """Note a death; returns the seconds until the next try is due."""
        now = time.monotonic()
        calm = self._started is not None and now - self._started > self.good
        self._started = None
        self._delay = self.first if calm or not self._delay else min(2 * self._delay, self.longest)
        self._due = now + self._delay
        return self._delay

    @property
    def due(self) -> bool:
        return time.monotonic() >= self._due


class Service(Protocol):
    """Something to keep running."""

    name: str

    def start(self, stopping: Stopping) -> None: ...
    def running(self) -> bool: ...
    def stop(self) -> None: ...


@dataclass
class Command:
    """A program to keep running, with everything it starts."""

    name: str
    command: Sequence[str]
    env: Mapping[str, str]
    cwd: Path | None = None
    grace: float = 10.0
    process: subprocess.Popen[bytes] | None = None

    def start(self, stopping: Stopping) -> None:
        self.process = spawn(self.command, env=self.env, cwd=self.cwd)

    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        """Ask it, then insist; its own session goes with it, so no grandchild keeps the port."""
        if self.process is None:
            return
        stop(self.process, [(signal.SIGTERM, self.grace), (signal.SIGKILL, 5)])
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process = None


class Keeper:
    """Starts again whatever ends. Stopping the services, last first, is the caller's."""

    def __init__(self, services: Sequence[Service], say: Say) -> None:
        self._services = services
        self._say = say
        self._backoffs = {service.name: Backoff() for service in services}
        self._waiting: set[str] = set()

    def tick(self, stopping: Stopping) -> None:
        """Look once at every service, in order; cheap, call it a few times a second."""
        for service in self._services:
            backoff = self._backoffs[service.name]
            if service.running():
                continue
            if service.name not in self._waiting:
                self._waiting.add(service.name)
                delay = backoff.failed()
                self._say(f"The {service.name} ended; it is started again in {delay:g} s.")
            if backoff.due:
                self._restart(service, backoff, stopping)

    def _restart(self, service: Service, backoff: Backoff, stopping: Stopping) -> None:
        service.stop()
        try:
            service.start(stopping)
        except EmbeddedError as error:
            self._say(f"{error}\nThe next try is in {backoff.failed():g} s.")
        else:
            self._waiting.discard(service.name)
            backoff.started()


def run(
    command: Sequence[str],
    env: Mapping[str, str],
    stopping: Stopping,
    keeper: Keeper | None = None,
) -> int:
    """Run a program in this terminal to its end; returns its exit code as a shell would.

    SIGTERM is passed on. A Ctrl-C the terminal gives to both of us, so it is passed on only to a
    program that shows no sign of ending. Nothing that it started is left afterwards (Linux).
    """
    marker = secrets.token_hex(8)
    process = spawn(command, env={**env, MARKER: marker}, new_session=False)
    try:
        while process.poll() is None:
            if keeper is not None:
                keeper.tick(stopping)
            stopping.sleep(0.05)
    except Stopped:
        if stopping.signal == signal.SIGINT:
            ended([process], 10)
        number = stopping.signal or signal.SIGTERM
        stop(process, [(number, 20), (signal.SIGTERM, 10), (signal.SIGKILL, 5)])
    finally:
        sweep(marker)
    code = process.wait()
    return code if code >= 0 else 128 - code
