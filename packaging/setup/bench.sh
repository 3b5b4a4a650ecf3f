#!/usr/bin/env bash
# Fetch the yardsticks of the exchange into build/bench: Anki in an environment of its own, PouchDB for Node.js.
# One that cannot be had is said here and by the measurements, which then go on without it.
# Safe to call again at any time. Usage: packaging/setup/bench.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

locks=packaging/locks
home=build/bench

anki() {
    local into=$home/anki
    python3 -m venv --clear "$into" &&
        "$into/bin/python" -m pip --disable-pip-version-check --no-input --quiet --quiet \
            install --no-deps --only-binary :all: --require-hashes -r "$locks/bench-anki.txt"
}

pouchdb() {
    local into=$home/pouchdb
    rm -rf "$into" && mkdir -p "$into" && cp "$locks"/bench-pouchdb/package*.json "$into" &&
        npm ci --prefix "$into" --ignore-scripts --no-audit --no-fund --silent
}

# Have one yardstick as its lock says: fetched once, again when the lock changes.
have() {
    local name=$1 wanted stamp=$home/$1.stamp
    wanted=$(cat "${@:2}" packaging/setup/bench.sh | sha256sum)
    [[ -f $stamp && $(<"$stamp") == "$wanted" ]] && return
    echo "setup: fetching the yardstick $name"
    rm -f "$stamp"
    if "$name"; then
        echo "$wanted" >"$stamp"
    else
        rm -rf "${home:?}/$name"
        echo "setup: the yardstick $name could not be fetched; the measurements go on without it" >&2
    fi
}

mkdir -p "$home"
exec 9>"$home/lock"
flock 9
have anki "$locks/bench-anki.txt"
have pouchdb "$locks"/bench-pouchdb/package*.json
