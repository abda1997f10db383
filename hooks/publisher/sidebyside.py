"""Runs tasks in forked processes, as many at a time as the machine has processors."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Mapping
from multiprocessing import get_context
from multiprocessing.connection import wait


class SideBySide:
    """Named tasks without arguments and results; what they make, they leave on disk.

    A fork gives each task all that the parent has read so far, for nothing. `start` returns at once, so that
    the caller can work too; `join` runs what is left and returns the names of the tasks that failed.
    """

    def __init__(self, tasks: Mapping[str, Callable[[], None]], workers: int | None = None):
        self._waiting = list(tasks.items())
        self._running = {}
        self._failed: list[str] = []
        self._workers = workers or os.cpu_count() or 1

    def __len__(self) -> int:
        return len(self._waiting) + len(self._running)

    def start(self) -> None:
        """Starts tasks until each processor has one."""
        while self._waiting and len(self._running) < self._workers:
            name, task = self._waiting.pop(0)
            process = get_context("fork").Process(target=_quietly, args=(name, task), name=name, daemon=True)
            process.start()
            self._running[process.sentinel] = process

    def finish(self, name: str, task: Callable[[], None]) -> bool:
        """Runs one more task, before those that still wait, and returns when it has ended: whether it succeeded."""
        self._waiting.insert(0, (name, task))
        ended: list[str] = []
        while name not in ended:
            self.start()
            self._wait(ended.append)
        return name not in self._failed

    def join(self, done: Callable[[str], None] = lambda name: None) -> list[str]:
        """Waits for all tasks; calls `done` with the name of each as it ends."""
        self.start()
        while self._running:
            self._wait(done)
            self.start()
        return self._failed

    def _wait(self, done: Callable[[str], None]) -> None:
        for sentinel in wait(list(self._running)):
            process = self._running.pop(sentinel)
            process.join()
            if process.exitcode:
                self._failed.append(process.name)
            done(process.name)


def _quietly(name: str, task: Callable[[], None]) -> None:
    """Ends the process with 1 if the task fails; what the task has already said is not said again."""
    try:
        task()
    except SystemExit as stop:
        print(f"{name}: {stop}", file=sys.stderr)
        os._exit(1)
    except BaseException:
        traceback.print_exc()
        os._exit(1)
