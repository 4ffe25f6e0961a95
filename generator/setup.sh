#!/bin/sh
# SPDX-License-Identifier: MIT
# setup.sh GROUP...: sees that the Debian packages of these groups in packages.txt are installed.
# Says what it installs. Without apt it installs nothing, names what is missing and fails.
set -eu

list=$(dirname "$0")/packages.txt
wanted=
for group in "$@"; do
    wanted="$wanted $(awk -v group="$group" '$1 == group { print $2 }' "$list")"
done

missing=
if command -v dpkg-query >/dev/null 2>&1; then
    # One question for all packages; dpkg-query fails when it knows some of them not at all.
    # shellcheck disable=SC2086
    have=" $(dpkg-query -W -f='${Package}:${db:Status-Status} ' $wanted 2>/dev/null || true)"
    for package in $wanted; do
        case $have in
        *" $package:installed "*) ;;
        *) missing="$missing $package" ;;
        esac
    done
else
    # Not Debian: what counts is whether the compiler and the libraries are there under any name.
    for tool in cc make pkg-config; do
        command -v $tool >/dev/null 2>&1 || missing="$missing $tool"
    done
    if [ -z "$missing" ]; then
        for module in yaml-0.1 libcmark libutf8proc gmp icu-i18n harfbuzz harfbuzz-subset fontconfig libdeflate; do
            pkg-config --exists $module || missing="$missing $module"
        done
    fi
fi
[ -n "$missing" ] || exit 0

say_missing() {
    echo "letopis needs packages that are not installed:" >&2
    for package in $missing; do
        awk -v package="$package" '
            $2 == package { sub(/^[^ ]+ +[^ ]+ */, ""); printf "  %-20s %s\n", package, $0; found = 1; exit }
            END { if (!found) printf "  %s\n", package }' "$list" >&2
    done
}

if ! command -v apt-get >/dev/null 2>&1; then
    say_missing
    echo "This system has no apt-get: nothing was installed. Install them your own way and run make again." >&2
    exit 1
fi

as_root=
if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null 2>&1; then
        as_root=sudo
    else
        say_missing
        echo "Neither root nor sudo is at hand. As root: apt-get install --no-install-recommends$missing" >&2
        exit 1
    fi
fi

say_missing
echo "Installing:$missing" >&2
apt="$as_root env DEBIAN_FRONTEND=noninteractive apt-get"
# shellcheck disable=SC2086
if ! $apt install -y -q --no-install-recommends $missing >/dev/null 2>&1; then
    $apt update -q >/dev/null
    $apt install -y -q --no-install-recommends $missing >&2
fi
