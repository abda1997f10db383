"""Earlier states of the project, from git."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

NEEDED = ("mkdocs.yml", "data", "docs", "toolkit", "translations")  # what `read_site` reads


class NoSuchState(Exception):
    """The sentence says why git has no such state."""


def branching_point(root: Path, revision: str) -> str:
    """The commit at which the present work left `revision`; what others did to it since is not part of a change."""
    try:
        inside = _git(root, "rev-parse", "--is-inside-work-tree")
    except FileNotFoundError:
        raise NoSuchState("git is not installed; install it, or look at the report of the pull request") from None
    if inside.returncode:
        raise NoSuchState(f"{root.resolve()} is no git checkout; run this where you cloned the project")
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if found.returncode:
        raise NoSuchState(f"git knows no revision '{revision}'; name a branch, a tag or a commit, such as main")
    commit = found.stdout.decode().strip()
    shared = _git(root, "merge-base", commit, "HEAD")  # none in a shallow clone, or without a shared past
    return shared.stdout.decode().strip() if shared.returncode == 0 else commit


@contextmanager
def checked_out(root: Path, commit: str) -> Iterator[Path]:
    """A temporary folder with the inputs of the site as they were at a commit."""
    archive = _git(root, "archive", "--format=tar", commit)
    if archive.returncode:
        raise NoSuchState(f"git cannot give the files of {commit[:12]}: {_last_line(archive.stderr)}")
    with TemporaryDirectory(prefix="publisher-") as folder:
        with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as tar:
            for member in tar:
                if (member.isfile() or member.isdir()) and member.name.split("/")[0] in NEEDED:
                    tar.extract(member, folder, filter="data")
        yield Path(folder)


def changed_files(root: Path, commit: str) -> tuple[str, ...]:
    """The files that differ from a commit, those that git does not know yet included."""
    differing = _git(root, "diff", "--name-only", "--relative", "-z", commit, "--", ".")
    unknown = _git(root, "ls-files", "--others", "--exclude-standard", "-z")
    names = (differing.stdout + unknown.stdout).split(b"\0")
    return tuple(sorted({name.decode("utf-8", "replace") for name in names if name}))


def _git(root: Path, *words: str) -> subprocess.CompletedProcess:
    return subprocess.run(["git", *words], cwd=root, capture_output=True)


def _last_line(stderr: bytes) -> str:
    return (stderr.decode("utf-8", "replace").strip().splitlines() or ["no reason given"])[-1]
