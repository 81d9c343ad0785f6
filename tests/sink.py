"""A mail server that keeps what it takes: as much SMTP as smtplib speaks, on a port of its own."""

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class Sink:
    """What arrived, in order. ``refused`` are addresses that it does not take.

    ``taken`` is called when a mail is here and nobody has been told so.
    """

    port: int = 0
    refused: set[str] = field(default_factory=set)
    raw: list[bytes] = field(default_factory=list)
    recipients: list[list[str]] = field(default_factory=list)
    taken: Callable[[], None] = lambda: None

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def mails(self) -> list[EmailMessage]:
        return [message_from_bytes(one, policy=policy.default) for one in self.raw]  # type: ignore[misc]

    def take(self, raw: bytes, recipients: list[str]) -> None:
        self.raw.append(raw)
        self.recipients.append(recipients)
        self.taken()


class _Dialogue(socketserver.StreamRequestHandler):
    """One connection. A mail is taken once its last line is there, and then that is said."""

    disable_nagle_algorithm = True

    def handle(self) -> None:
        try:
            self._talk(self.server.sink)  # type: ignore[attr-defined]
        except OSError:
            return  # whoever spoke to us was killed

    def _talk(self, sink: Sink) -> None:
        recipients: list[str] = []
        self._say("220 sink")
        for line in self.rfile:
            words = line.decode().strip()
            verb = words[:4].upper()
            if verb == "RCPT":
                address = words.partition("<")[2].partition(">")[0]
                if address in sink.refused:
                    self._say("550 No such mailbox")
                    continue
                recipients.append(address)
            elif verb == "DATA":
                self._say("354 Go on")
                if (raw := self._body()) is None:
                    return
                sink.take(raw, recipients)
                recipients = []
            self._say("221 Bye" if verb == "QUIT" else "250 OK")
            if verb == "QUIT":
                return

    def _body(self) -> bytes | None:
        """Up to the line with the dot; None where it breaks off, and that is no mail."""
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                return b"".join(lines)
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        return None

    def _say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 50


@contextmanager
def listening() -> Iterator[Sink]:
    with _Server(("127.0.0.1", 0), _Dialogue) as server:
        sink = Sink(port=server.server_address[1])
        server.sink = sink  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield sink
        finally:
            server.shutdown()
            thread.join()
