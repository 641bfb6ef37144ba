"""Tokens for those who ask from elsewhere: kept beside the record as hashes, made and revoked by name."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from enum import StrEnum
from hashlib import sha256
from ipaddress import ip_address
from pathlib import Path
from tempfile import mkstemp

from shiguan.clock import now
from shiguan.errors import InputError, LedgerError, NotFoundError

FILE = "tokens.json"
SHOWN = "token"  # in a request's state: the token that was shown, None where none is asked for
_PREFIX = "sg_"
_BYTES = 32  # 256 random bits: none can be guessed, so that a plain hash keeps them as well as a slow one would
_LONGEST = 64


class Scope(StrEnum):
    """What a token is good for; who may write may read."""

    READ = "read"
    WRITE = "write"

    def covers(self, needed: Scope) -> bool:
        """Whether what needs that scope may be done."""
        return self is Scope.WRITE or needed is Scope.READ


@dataclass(frozen=True, slots=True)
class Token:
    """A token as kept: ``sha256`` is the hash of what its holder shows."""

    name: str
    scope: Scope
    sha256: str
    made_at: str


class Tokens:
    """The tokens of the record ``record``, in a file beside it that only its owner may read.

    Raises LedgerError where the file cannot be used: then nobody is let in.
    """

    def __init__(self, record: Path) -> None:
        self.path = record.absolute().parent / FILE
        self._seen: tuple[int, int, int] | None = None
        self._held: tuple[Token, ...] = ()

    def all(self) -> tuple[Token, ...]:
        """All of them, oldest first; the file is read again when it has changed."""
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise _unusable(error.strerror) from error
        seen = (found.st_mtime_ns, found.st_size, found.st_ino)
        if seen != self._seen:
            self._held, self._seen = self._load(), seen
        return self._held

    def known(self, shown: str) -> Token | None:
        """The token that somebody shows; how long this takes does not tell how near a wrong one came."""
        digest = _digest(shown)
        found = None
        for token in self.all():
            if secrets.compare_digest(token.sha256, digest):
                found = token
        return found

    def add(self, name: str, scope: Scope) -> str:
        """Make a token; what its holder shows is returned, and kept nowhere. InputError where the name is taken or is none."""
        if not name.isprintable() or not name.strip() or len(name) > _LONGEST:
            raise InputError(f"{name[:_LONGEST]!r} is no name for a token")
        shown = _PREFIX + secrets.token_urlsafe(_BYTES)
        with self._changing():
            held = self.all()
            if any(token.name == name for token in held):
                raise InputError(f"a token is called {name!r} already; revoke it first, or choose another name")
            self._store((*held, Token(name, scope, _digest(shown), now().isoformat(timespec="seconds"))))
        return shown

    def revoke(self, name: str) -> None:
        """Let the token of that name open nothing any more; NotFoundError."""
        with self._changing():
            held = self.all()
            left = [token for token in held if token.name != name]
            if len(left) == len(held):
                raise NotFoundError(f"no token is called {name!r}")
            self._store(left)

    def needed_at(self, host: str) -> None:
        """InputError where others can reach the address and there is no token to tell them by."""
        if not is_loopback(host) and not self.all():
            raise InputError(f"{host} can be reached from elsewhere, which needs a token; make one with token add")

    def _load(self) -> tuple[Token, ...]:
        try:
            listed = json.loads(self.path.read_text(encoding="utf-8"))["tokens"]
            tokens = tuple(Token(one["name"], Scope(one["scope"]), one["sha256"], one["made_at"]) for one in listed)
            if not all(isinstance(part, str) and part.isascii() for token in tokens for part in (token.sha256, token.made_at)):
                raise ValueError("not hashes")
        except OSError as error:
            raise _unusable(error.strerror) from error
        except (ValueError, KeyError, TypeError) as error:
            raise _unusable("it is damaged") from error
        return tokens

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """One at a time may change the file. Whoever died at it leaves a file behind that says so."""
        guard = self.path.with_suffix(".lock")
        try:
            os.close(os.open(guard, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError as error:
            raise LedgerError(f"the tokens are being changed by another process; if not, remove {guard.name}") from error
        except OSError as error:
            raise _unusable(error.strerror) from error
        try:
            yield
        finally:
            guard.unlink(missing_ok=True)

    def _store(self, tokens: Sequence[Token]) -> None:
        """All of the new file or none of it, and never readable by others (mkstemp makes it so)."""
        text = json.dumps({"tokens": [asdict(token) for token in tokens]}, ensure_ascii=False, indent=1)
        try:
            descriptor, written = mkstemp(dir=self.path.parent, prefix=f".{FILE}")
            with open(descriptor, "w", encoding="utf-8") as file:
                file.write(text + "\n")
                file.flush()
                os.fsync(file.fileno())
            os.replace(written, self.path)
        except OSError as error:
            raise _unusable(error.strerror) from error


def is_loopback(host: str) -> bool:
    """Whether the name or address is this machine's own, which no other can reach."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _digest(shown: str) -> str:
    return sha256(shown.encode("utf-8", "surrogatepass")).hexdigest()


def _unusable(reason: str | None) -> LedgerError:
    return LedgerError(f"the tokens in {FILE} cannot be used: {reason or 'unknown'}")
