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


def build(project: Path) -> tuple[float, int, int, float]:
    """Seconds, pages, printed sheets, and the largest process so far in MB."""
    started = time.monotonic()
    command = [sys.executable, "-m", "publisher.cli", "build"]
    subprocess.run(command, cwd=project, check=True, capture_output=True, env={**os.environ, "PYTHONPATH": str(project / "hooks")})
    seconds = time.monotonic() - started
    pages, sheets = (sum(1 for _ in (project / "site").rglob(f"*.{ending}")) for ending in ("html", "pdf"))
    return seconds, pages, sheets, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def main(counts: list[int]) -> None:
    print(f"{'chapters':>9} {'pages':>7} {'sheets':>7} {'cold':>7} {'warm':>7} {'cold ratio':>11} {'warm ratio':>11} {'MB':>5}")
    base = None
    for count in [0, *counts]:
        with tempfile.TemporaryDirectory() as folder:
            project = copy(Path(folder))
            synthetic.write(project / "data/chapters", count)
            cold, pages, sheets, _ = build(project)
            warm, _, _, megabytes = build(project)  # sheets come from the cache
        base = base or (cold, warm)
        print(f"{count:>9} {pages:>7} {sheets:>7} {cold:>7.1f} {warm:>7.1f} {cold / base[0]:>11.1f} {warm / base[1]:>11.1f} {megabytes:>5.0f}", flush=True)


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]] or [100, 1000])
