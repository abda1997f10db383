"""What has been made once is kept, under the hash of everything that makes it, across builds."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from threading import get_ident

KEPT = 30 * 86400  # seconds for which a file that no build has asked for stays


class Store:
    """Files under the hashes of what they are made from, in the folder `.cache/print/` of a project."""

    def __init__(self, root: Path):
        self._folder = root / ".cache" / "print"

    def place(self, parts: tuple[bytes, ...], ending: str) -> Path:
        """Where the file that is made from these parts lies, or will lie."""
        digest = sha256(ending.encode())
        for part in parts:
            digest.update(b"%d:" % len(part) + part)  # with its length: ("ab", "c") is not ("a", "bc")
        key = digest.hexdigest()
        return self._folder / key[:2] / f"{key}.{ending}"

    def found(self, parts: tuple[bytes, ...], ending: str) -> bytes | None:
        file = self.place(parts, ending)
        try:
            content = file.read_bytes()
        except FileNotFoundError:
            return None
        os.utime(file)  # asked for today: see tidy()
        return content

    def keep(self, parts: tuple[bytes, ...], ending: str, content: bytes) -> bytes:
        """Keeps the content and gives it back."""
        file = self.place(parts, ending)
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(f".{os.getpid()}-{get_ident()}")
        part.write_bytes(content)
        part.replace(file)  # whole or not at all, also when two builds make the same file
        return content

    def kept(self, parts: tuple[bytes, ...], ending: str, make: Callable[[], bytes]) -> bytes:
        """The content as it was kept; made now if it is not there."""
        content = self.found(parts, ending)
        return self.keep(parts, ending, make()) if content is None else content

    def tidy(self) -> None:
        """Removes what no build has asked for in a month."""
        old = time.time() - KEPT
        for file in self._folder.rglob("*.*"):
            if file.stat().st_mtime < old:
                file.unlink(missing_ok=True)
