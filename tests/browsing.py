"""A real browser, and a tiny host that serves a built site with its own headers."""

import http.server
import os
import re
import shutil
import threading
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = "--no-sandbox --disable-gpu --disable-quic --disable-background-networking --disable-component-update --disable-sync"


@contextmanager
def chromium():
    """Chromium as Playwright drives it; its absence is a skip on a laptop and a failure in CI."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        says = "no Chromium here: see tests/install-browser.sh"
        pytest.fail(says) if os.environ.get("CI") else pytest.skip(says)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS.split())
        yield browser
        browser.close()


class Host(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as Netlify does: the headers for every page, and the 404 page of the language."""

    everywhere: dict = {}

    def end_headers(self):
        for name, value in self.everywhere.items():
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code, message=None, explain=None):
        language = self.path.strip("/").split("/")[0]
        page = Path(self.directory, language, "404.html")
        body = (page if page.is_file() else Path(self.directory, "404.html")).read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@contextmanager
def serving(site: Path):
    """The address of a host on this machine for a built site."""
    rule = re.match(r"/\*\n((?:  .+\n)+)", (site / "_headers").read_text("utf-8"))
    lines = dict(line.strip().split(": ", 1) for line in rule[1].splitlines())
    lines["Content-Security-Policy"] = lines["Content-Security-Policy"].replace("; upgrade-insecure-requests", "")
    lines.pop("Strict-Transport-Security")  # both ask for HTTPS, which this host does not have
    handler = type("Handler", (Host,), {"everywhere": lines})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
