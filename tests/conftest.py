"""The sample project, built once for all tests that read it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import browsing
import pytest
import yaml

HERE = Path(__file__).parent
PROJECT = HERE.parent
LOCALES = ("en", "ar", "el")
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1795219200"}  # 21 November 2026


def equip(root: Path) -> None:
    """Gives a project the layouts and fonts of the real one, without copying them where that is possible."""

    def link(source: str, target: str) -> None:
        try:
            os.link(source, target)
        except OSError:  # another disk
            shutil.copy(source, target)

    shutil.copytree(PROJECT / "toolkit/print", root / "toolkit/print", copy_function=link)


def lay_out(folder: Path, locales=LOCALES) -> Path:
    """The sample as a project of its own, with the settings, hooks and theme of the real one."""
    shutil.copytree(HERE / "sample", folder)
    equip(folder)
    settings = yaml.safe_load((PROJECT / "mkdocs.yml").read_text("utf-8"))
    for plugin in settings["plugins"]:
        plugin["i18n"]["languages"] = [entry for entry in plugin["i18n"]["languages"] if entry["locale"] in locales]
    settings["hooks"] = [str(PROJECT / hook) for hook in settings["hooks"]]
    settings["watch"] = []
    settings["theme"]["custom_dir"] = str(PROJECT / "theme")
    settings["nav"] = [
        "index.md",
        {"Vision": ["vision/index.md"]},
        {"About": ["mission.md", "structure.md", "history.md", "markers.md", "glossary.md"]},
        {"Chapters": ["chapters/index.md", "add-a-chapter.md"]},
        {"Toolkit": ["toolkit/index.md", "toolkit/start/start-here.md", "toolkit/start/functional-chapter.md"]},
        {"Take part": ["join.md", "translating.md"]},
    ]
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    return folder


def run(*command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=cwd, env={**ENVIRONMENT, **environment}, capture_output=True, text=True
    )


def build(folder: Path, *, into: str = "site") -> Path:
    done = run("publisher.cli", "build", "--into", into, cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / into


@pytest.fixture(scope="session")
def sample(tmp_path_factory) -> Path:
    """The sample project, stamped and built. Tests only read it."""
    folder = lay_out(tmp_path_factory.mktemp("sample") / "project")
    done = run("publisher.cli", "stamp", cwd=folder)
    assert done.returncode == 0, done.stderr
    build(folder)
    return folder


@pytest.fixture(scope="session")
def site(sample) -> Path:
    return sample / "site"


@pytest.fixture
def project(tmp_path, sample) -> Path:
    """A copy of the sample project, stamped and not built, to be broken."""
    folder = Path(shutil.copytree(sample, tmp_path / "project", ignore=shutil.ignore_patterns("site", ".cache", "print")))
    equip(folder)
    return folder


@pytest.fixture(scope="module")
def browser():
    with browsing.chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def real_site(tmp_path_factory) -> Path:
    """The real project, built as it is published."""
    into = tmp_path_factory.mktemp("real") / "site"
    return build(PROJECT, into=str(into))
