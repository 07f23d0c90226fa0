#!/bin/sh
# Installs the browser that tests of the pages open, Debian's Chromium, where there is none and this may: as root, with apt-get at hand.
# Else it says so and does nothing: those tests are skipped then.
set -eu
for name in chromium chromium-browser google-chrome-stable google-chrome; do
  if command -v "$name" > /dev/null; then exit 0; fi
done
if [ -n "${DATELINE_BROWSER:-}" ]; then exit 0; fi
if [ "$(id -u)" != 0 ] || ! command -v apt-get > /dev/null; then
  echo "No Chromium is installed: tests of the pages in a browser are skipped (apt-get install chromium, or name one in DATELINE_BROWSER)"
  exit 0
fi
echo "Installing Chromium, which tests of the pages open"
{ apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends chromium fonts-liberation; } > /dev/null 2>&1 ||
  echo "Chromium could not be installed: tests of the pages in a browser are skipped"
