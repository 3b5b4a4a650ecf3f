#!/usr/bin/env bash
# See to it that a private PostgreSQL runs for the tests, and print its address. Installs nothing, needs no rights.
# It listens on a socket that only its own user reaches; root lets it run as the user postgres.
# Usage: packaging/setup/postgres.sh [stop]
set -euo pipefail
umask 077
project=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)

programs=$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
[[ -n $programs ]] || programs=$(dirname "$(command -v pg_ctl || echo /pg_ctl)")
if [[ ! -x $programs/initdb ]]; then
    echo "postgres: PostgreSQL is not installed. Please run packaging/setup/setup.sh first." >&2
    exit 1
fi

as=()
owner=$(id -un)
if [[ $(id -u) -eq 0 ]]; then
    owner=postgres
    id "$owner" >/dev/null 2>&1 || owner=nobody
    as=(runuser -u "$owner" --)
fi

# not in the project: its folder may be closed to that user, or too long a name for a socket
major=$("$programs/postgres" --version | grep -oE '[0-9]+' | head -n 1)
folder=/tmp/sohoi-postgres-$major-$(id -u)-$(sha256sum <<<"$project" | head -c 12)
port=5432 # names the socket; nothing listens on the network

mkdir -p "$project/build"
exec 9>"$project/build/postgres-lock"
flock 9 # two test runs may begin at the same time

control() {
    (cd / && "${as[@]}" "$programs/pg_ctl" --pgdata="$folder/data" --silent "$@" 9>&-)
}

if [[ ${1:-} == stop ]]; then
    [[ -d $folder/data ]] && control stop --mode=fast || true
    exit 0
fi

if [[ ! -d $folder ]]; then
    mkdir "$folder"
    chown "$owner" "$folder"
fi
if [[ $(stat -c %U "$folder") != "$owner" ]]; then
    echo "postgres: $folder belongs to somebody else. Please remove it." >&2
    exit 1
fi

make_cluster() {
    rm -rf "$folder/data"
    (cd / && "${as[@]}" "$programs/initdb" --pgdata="$folder/data" --username=sohoi --auth=trust --encoding=UTF8 \
        --locale=C.UTF-8 --no-sync >"$folder/initdb.log" 2>&1 9>&-) || {
        cat "$folder/initdb.log" >&2
        exit 1
    }
    cat >>"$folder/data/postgresql.conf" <<CONF
listen_addresses = ''
port = $port
unix_socket_directories = '$folder'
max_connections = 200
CONF
    touch "$folder/data/made"
}

running() {
    "$programs/pg_isready" --quiet --host="$folder" --port="$port"
}

start() {
    running || control start --wait --log="$folder/server.log" >/dev/null
}

[[ -f $folder/data/made ]] || make_cluster # a first start that was broken off is begun anew
if ! start; then                           # so is one of which something tidied up a part: it holds nothing of worth
    make_cluster
    start || {
        tail -n 20 "$folder/server.log" >&2
        exit 1
    }
fi
echo "postgresql://sohoi@/postgres?host=$folder&port=$port"
