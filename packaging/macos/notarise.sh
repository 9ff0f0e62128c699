#!/bin/sh
# Hands a signed package to Apple's notary service, waits for the answer, and attaches the ticket, so that computers
# without a network accept it. The one step of a release that uses a network. NEVER RUN here.
# Usage: notarise.sh PACKAGE NOTARY-PROFILE
set -eu

if [ $# -ne 2 ] || [ ! -f "$1" ]; then
    echo "usage: notarise.sh PACKAGE NOTARY-PROFILE" >&2
    exit 2
fi
# It ends well for a refusal too: only the words tell.
said=$(xcrun notarytool submit "$1" --keychain-profile "$2" --wait)
echo "$said"
case $said in
*"status: Accepted"*) ;;
*)
    echo "Apple did not accept it: xcrun notarytool log, with the id above, says why" >&2
    exit 1
    ;;
esac
xcrun stapler staple "$1"
xcrun stapler validate "$1"
spctl --assess --type install --verbose "$1"
