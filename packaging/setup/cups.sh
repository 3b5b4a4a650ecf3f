#!/usr/bin/env bash
# See to it that the printing service runs and has a queue PDF, which prints into files. Installs nothing.
# Usage: packaging/setup/cups.sh
set -euo pipefail
PATH=$PATH:/usr/sbin:/sbin

running() {
    lpstat -r 2>/dev/null | grep -q "is running"
}

has_queue() {
    lpstat -p PDF >/dev/null 2>&1
}

running && has_queue && exit 0

if [[ $(id -u) -ne 0 ]]; then
    echo "cups: no printing service with a queue PDF. Please run once: sudo packaging/setup/cups.sh" >&2
    exit 1
fi

if ! running; then
    cupsd
    for _ in {1..100}; do
        running && break
        sleep 0.1
    done
fi
if ! has_queue; then
    lpadmin -p PDF -v cups-pdf:/ -m lsb/usr/cups-pdf/CUPS-PDF_opt.ppd -o PageSize=A4 -E 2>/dev/null
fi
lpstat -p PDF >/dev/null
