#!/usr/bin/env bash
# Installs what the tests need and pip cannot bring. Where it may not, it says so in one line
# and goes on; with CI=true such a gap is a failure.
set -euo pipefail

missing=()
command -v chromium >/dev/null || missing+=(chromium)
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -eq 0 ]; then
  as_root=()
elif sudo -n true 2>/dev/null; then
  as_root=(sudo -n)
else
  as_root=(false)
fi

install() {
  export DEBIAN_FRONTEND=noninteractive
  "${as_root[@]}" apt-get update -qq &&
    "${as_root[@]}" apt-get install -y -qq --no-install-recommends fonts-dejavu-core "$@"
}

if ! install "${missing[@]}" >/dev/null 2>&1; then
  for package in "${missing[@]}"; do
    echo "SKIPPED: $package is not installed and could not be: its tests do not run"
  done
  [ "${CI:-}" != true ] || exit 1
fi
