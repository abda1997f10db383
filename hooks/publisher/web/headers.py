"""The HTTP headers of the published site, in the form of Netlify's `_headers` file."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256

from publisher.languages import Language

INLINE_SCRIPT = re.compile(rb"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)

POLICY = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",  # the search runs as WebAssembly
    "style-src": "'self'",
    "img-src": "'self' data:",  # icons in the theme's style sheet
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}

EVERY_PAGE = {
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}

# Nobody else needs to load these. The rule does not stand for everything, since Netlify joins all rules that fit.
OWN = ("/assets/*", "/pagefind/*")
# Made for other sites and programs, in the folder of each language.
OPEN = ("badges/*", "data/*", "embed/*", "feeds/*")
OPEN_TO_ALL = {"Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Origin": "*"}
# Only files whose name changes with their content may be kept for ever.
FINGERPRINTED = ("/pagefind/fragment/*", "/pagefind/index/*")


def script_hashes(html: bytes) -> set[str]:
    """CSP sources of the inline scripts of a page that a browser runs; JSON in a script element is not run."""
    return {
        f"'sha256-{b64encode(sha256(script['text']).digest()).decode()}'"
        for script in INLINE_SCRIPT.finditer(html)
        if script["text"] and b"src=" not in script["attributes"] and b"json" not in script["attributes"]
    }


def headers(pages: Iterable[bytes], languages: Iterable[Language]) -> str:
    """The `_headers` file of a site with these HTML pages: one policy that allows just their own scripts."""
    hashes = sorted(set().union(*map(script_hashes, pages)))
    policy = dict(POLICY, **{"script-src": " ".join([POLICY["script-src"], *hashes])})
    csp = "; ".join([*(f"{name} {value}" for name, value in policy.items()), "upgrade-insecure-requests"])
    opened = [f"/{language.folder}{pattern}" for language in languages for pattern in OPEN] + ["/chapters/:slug/meetings.ics"]
    rules = {
        "/*": {"Content-Security-Policy": csp} | EVERY_PAGE,
        **{pattern: {"Cross-Origin-Resource-Policy": "same-origin"} for pattern in OWN},
        **{pattern: {"Cache-Control": "public, max-age=31536000, immutable"} for pattern in FINGERPRINTED},
        **{pattern: OPEN_TO_ALL for pattern in opened},
    }
    lines = (line for pattern, values in rules.items() for line in (pattern, *(f"  {name}: {value}" for name, value in values.items())))
    return "\n".join(lines) + "\n"
