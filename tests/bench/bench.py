"""What a build costs: the real site alone and with made-up chapters, in one run, so that the figures compare.

`make bench` or `python tests/bench/bench.py [COUNT …]`. Seconds on a shared machine say little; ratios do.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import synthetic

PROJECT = Path(__file__).parents[2]
PARTS = ("data", "docs", "hooks", "theme", "toolkit", "translations", "mkdocs.yml")


def copy(folder: Path) -> Path:
    for part in PARTS:
        source = PROJECT / part
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / part)
    return folder


def build(project: Path) -> tuple[float, int, float]:
    """Seconds, pages, and the largest process so far in MB."""
    started = time.monotonic()
    command = [sys.executable, "-m", "publisher.cli", "build"]
    subprocess.run(command, cwd=project, check=True, capture_output=True, env={**os.environ, "PYTHONPATH": str(project / "hooks")})
    seconds = time.monotonic() - started
    pages = sum(1 for _ in (project / "site").rglob("*.html"))
    return seconds, pages, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main(counts: list[int]) -> None:
    print(f"{'chapters':>9} {'pages':>7} {'seconds':>8} {'ratio':>6} {'ms/page more':>13} {'MB':>5}")
    base = None
    for count in [0, *counts]:
        with tempfile.TemporaryDirectory() as folder:
            project = copy(Path(folder))
            synthetic.write(project / "data/chapters", count)
            seconds, pages, megabytes = build(project)
        base = base or (seconds, pages)
        more = (seconds - base[0]) / (pages - base[1]) * 1000 if pages > base[1] else 0
        print(f"{count:>9} {pages:>7} {seconds:>8.1f} {seconds / base[0]:>6.1f} {more:>13.2f} {megabytes:>5.0f}", flush=True)


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [100, 1000])
