#!/usr/bin/env bash
# Install the Debian packages of the given lists that are missing, or say which command does.
# Usage: packaging/setup/system.sh LIST...
set -euo pipefail

has_venv() {
    python3 -c "import ensurepip, venv" 2>/dev/null
}

# Packages on this machine, by their names and by the older names that they stand for.
installed() {
    # shellcheck disable=SC2016  # the fields are dpkg's
    dpkg-query -W -f '${db:Status-Status} ${Package} ${Provides}\n' |
        awk '$1 == "installed" { for (i = 2; i <= NF; i++) { sub(/,$/, "", $i); print $i } }'
}

if command -v python3 >/dev/null && ! python3 -c "import sys; sys.exit(sys.version_info < (3, 11))"; then
    echo "setup: $(python3 --version) is too old, Python 3.11 or newer is needed." >&2
    exit 1
fi

if ! command -v dpkg-query >/dev/null; then
    if ! has_venv; then
        echo "setup: no Python 3.11 with venv and ensurepip found. Please install it." >&2
        exit 1
    fi
    echo "setup: this is no Debian system; it must bring by itself what $* list." >&2
    exit 0
fi

mapfile -t missing < <(comm -23 <(grep -hvE '^(#|$)' "$@" | sort -u) <(installed | sort -u))
command -v python3 >/dev/null || missing+=(python3)
has_venv || missing+=(python3-venv)
[[ ${#missing[@]} -eq 0 ]] && exit 0

if [[ $(id -u) -ne 0 ]]; then
    echo "setup: some Debian packages are missing. Please run this once, then try again:" >&2
    echo "    sudo apt-get update && sudo apt-get install --no-install-recommends ${missing[*]}" >&2
    exit 1
fi

echo "setup: installing Debian packages: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
apt=(apt-get --quiet --quiet -o Acquire::Retries=3 -o Dpkg::Use-Pty=0)
"${apt[@]}" update
"${apt[@]}" install --yes --no-install-recommends "${missing[@]}" >/dev/null
