#!/bin/sh
# Verifies a release without a network: the signature of the list of checksums, then every file that the list names.
# Usage: verify.sh KEYRING [FOLDER]. KEYRING is the key of whoever publishes Anamnesis, got from another place than the
# release. Uses gpgv (Debian 12) or sqv (Debian 13), whichever is there; both belong to apt.
# Exit: 0 all is as it was signed; 1 something is not; 2 not understood; 4 no program to verify with.
set -u

if [ $# -lt 1 ] || [ $# -gt 2 ] || [ ! -f "$1" ]; then
    echo "usage: verify.sh KEYRING [FOLDER]" >&2
    exit 2
fi
keyring=$(realpath "$1")
cd "${2:-.}" || exit 2

refuse() {
    echo "REFUSED: $1" >&2
    exit 1
}

[ -f SHA256SUMS ] || refuse "SHA256SUMS is missing"
[ -f SHA256SUMS.gpg ] || refuse "SHA256SUMS.gpg is missing"
if command -v gpgv >/dev/null 2>&1; then
    said=$(gpgv --status-fd 1 --keyring "$keyring" SHA256SUMS.gpg SHA256SUMS 2>&1) ||
        refuse "SHA256SUMS: $(echo "$said" | grep -v '^\[GNUPG:]' | tail -n 1)"
    # Of such a key it says so and ends without an error.
    case "$said" in
    *"] REVKEYSIG "*) refuse "SHA256SUMS: the key was revoked" ;;
    *"] EXPKEYSIG "* | *"] EXPSIG "*) refuse "SHA256SUMS: the key or the signature has expired" ;;
    esac
elif command -v sqv >/dev/null 2>&1; then
    said=$(sqv --keyring "$keyring" SHA256SUMS.gpg SHA256SUMS 2>&1) || refuse "SHA256SUMS: $(echo "$said" | tail -n 1)"
else
    echo "neither gpgv nor sqv is installed" >&2
    exit 4
fi
while read -r expected name; do
    name=${name#\*}
    case "$name" in */* | .* | "") refuse "SHA256SUMS names $name" ;; esac
    [ -f "$name" ] || refuse "$name is missing"
    found=$(sha256sum <"$name") || refuse "$name cannot be read"
    [ "${found%% *}" = "$expected" ] || refuse "$name is not the file that was signed"
    echo "$name: as signed"
done <SHA256SUMS
