"""JSON over HTTP to one server, patient with one that is busy and plain about one that is not there."""

from __future__ import annotations

import http.client
import json
import socket
import time
import urllib.error
import urllib.request
from typing import Any

from wikiseek.errors import ModelFault

_BUSY = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
_LONGEST_PAUSE = 60.0
_QUOTED = 200
_READ = 1 << 14


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect is followed by nobody: it could carry the key and page text to another host."""

    def redirect_request(self, *_: Any) -> None:
        return None


class Http:
    """GET and POST of JSON below `base`.

    A busy server (429, 5xx), a timeout or a broken connection is tried again, `attempts` times in
    all, after `pause` seconds doubled each time or what the server asks for (at most a minute).
    Proxies of the environment are not used: the server is the user's own.
    """

    def __init__(self, base: str, key: str = "", timeout: float = 120.0, attempts: int = 5, pause: float = 1.0) -> None:
        self.base = base
        self._headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if key:
            self._headers["Authorization"] = f"Bearer {key}"
        self._timeout = timeout
        self._attempts = max(1, attempts)
        self._pause = pause
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect())

    def get(self, path: str) -> Any:
        """The JSON at `path`. Raises `ModelFault` when there is none."""
        return self._patient(path, None)

    def post(self, path: str, body: dict[str, Any]) -> Any:
        """The JSON answer to `body` at `path`. Raises `ModelFault` when there is none."""
        return self._patient(path, json.dumps(body).encode())

    def _patient(self, path: str, data: bytes | None) -> Any:
        failure = ""
        for attempt in range(self._attempts):
            try:
                return self._once(path, data)
            except _Again as again:
                failure = str(again)
                if attempt + 1 < self._attempts:
                    time.sleep(min(again.wait or self._pause * 2**attempt, _LONGEST_PAUSE))
        raise ModelFault(f"{self.base} {failure}, {self._attempts} times: start the server or check the URL")

    def _once(self, path: str, data: bytes | None) -> Any:
        request = urllib.request.Request(self.base + path, data, self._headers)
        try:
            with self._opener.open(request, timeout=self._timeout) as reply:
                return json.loads(reply.read())
        except urllib.error.HTTPError as error:
            with error:
                raise self._status_fault(error) from error
        except (urllib.error.URLError, http.client.HTTPException, OSError) as error:
            raise _unanswered(self.base, data is None, error) from error
        except ValueError as error:
            raise ModelFault(f"{self.base}{path} does not answer in JSON: it is no OpenAI-compatible server") from error

    def _status_fault(self, error: urllib.error.HTTPError) -> Exception:
        said = _reason(error.read(_READ))
        quoted = f"HTTP {error.code}{': ' if said else ''}{said[:_QUOTED]}"
        # llama-cpp-python's server fails where it should refuse.
        if error.code in _BUSY and "validation error" not in said:
            return _Again(f"is busy or failing ({quoted})", _seconds(error.headers.get("Retry-After")))
        if error.code in (401, 403):
            return ModelFault(f"{self.base} wants a key (HTTP {error.code}): set WIKISEEK_API_KEY")
        if error.code in (404, 405):
            return ModelFault(f"{error.url} is not there: give the URL of an OpenAI-compatible server")
        return NotTaken(f"{self.base} refuses the request ({quoted}): check the model and its context", said)


def _reason(body: bytes) -> str:
    """What a server says is wrong, on one line: the message in its JSON, or all it says."""
    text = body.decode("utf-8", "replace")
    try:
        reply = json.loads(text)
    except ValueError:
        return " ".join(text.split())
    found = reply.get("error", reply) if isinstance(reply, dict) else reply
    message = found.get("message", found.get("detail", "")) if isinstance(found, dict) else found
    return " ".join(str(message).split())


def _unanswered(base: str, first: bool, error: Exception) -> Exception:
    """What to make of a connection that failed: nothing listening is final at the first call, later it may pass."""
    reason = getattr(error, "reason", None) or error
    if first and isinstance(reason, ConnectionRefusedError | socket.gaierror):
        return ModelFault(f"nothing answers at {base} ({reason}): start the server or check the URL")
    return _Again(f"does not answer ({reason or type(error).__name__})")


class NotTaken(ModelFault):
    """The server does not take a request, for the reason `said`, in its words."""

    def __init__(self, message: str, said: str) -> None:
        super().__init__(message)
        self.said = said


class _Again(Exception):
    """A failure that may pass; `wait` is the server's wish in seconds (0 when it has none)."""

    def __init__(self, what: str, wait: float = 0.0) -> None:
        super().__init__(what)
        self.wait = wait


def _seconds(header: str | None) -> float:
    try:
        return max(0.0, float(header or 0))
    except ValueError:
        return 0.0
