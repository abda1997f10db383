#!/bin/sh
# Chromium for the tests that need a real browser, from the system's packages where that is allowed.
# Without it those tests are skipped on a laptop, and fail where CI is set.
set -u
for name in chromium chromium-browser google-chrome google-chrome-stable; do
  command -v "$name" >/dev/null 2>&1 && exit 0
done
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  echo "Installing Chromium for the browser tests."
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null && exit 0
fi
echo "No Chromium here, and no right to install it: browser tests will be skipped (or fail where CI is set)." >&2
echo "Install it yourself, for example: sudo apt-get install chromium, brew install --cask chromium." >&2
exit 0
