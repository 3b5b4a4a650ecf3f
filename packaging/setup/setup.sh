#!/usr/bin/env bash
# Make everything ready to run and test: Debian packages, .venv, locked packages, the project itself.
# Safe to call again at any time; a second call takes a fraction of a second.
# Usage: packaging/setup/setup.sh [bench | windows]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

here=packaging/setup
lock=packaging/locks/linux-py311.txt
stamp=.venv/setup-stamp

packages=("$here/debian.txt")
[[ ${1:-} == bench ]] && packages+=("$here/debian-bench.txt")
[[ ${1:-} == windows ]] && packages+=("$here/debian-windows.txt")
"$here/system.sh" "${packages[@]}"
[[ ${1:-} == bench ]] && "$here/bench.sh"

mkdir -p build
exec 9>build/setup-lock
flock 9 # two terminals may call `make` at the same time

wanted=$(sha256sum "$lock" pyproject.toml CHANGELOG.md "$here/setup.sh" | sha256sum)
if .venv/bin/python -c "" 2>/dev/null && [[ -f $stamp && $(<"$stamp") == "$wanted" ]]; then
    exit 0
fi

if ! .venv/bin/python -c "import pip" 2>/dev/null; then
    rm -rf .venv
    python3 -m venv .venv
fi
pip=(.venv/bin/python -m pip --disable-pip-version-check --no-input --quiet --quiet)

echo "setup: installing the locked packages"
"${pip[@]}" install --no-deps --only-binary :all: --require-hashes -r "$lock"
"${pip[@]}" install --no-deps --no-build-isolation --no-index --editable .
"${pip[@]}" check
echo "$wanted" >"$stamp"
echo "setup: ready"
