#!/bin/sh
# Signs the bundle, makes the package for the whole computer, signs it, has it notarised and attaches the ticket. On a Mac
# with Xcode's command-line tools, in the folder that `dev.py package --for macos` filled. NEVER RUN: written on Linux, from
# Apple's documentation.
# Usage: build.sh ANAMNESIS.APP APPLICATION-IDENTITY INSTALLER-IDENTITY NOTARY-PROFILE
#   the identities: "Developer ID Application: …" and "Developer ID Installer: …" of the keychain
#   the profile: as `xcrun notarytool store-credentials` kept it; no secret is an argument here
set -eu

if [ $# -ne 4 ] || [ ! -d "$1" ]; then
    echo "usage: build.sh ANAMNESIS.APP APPLICATION-IDENTITY INSTALLER-IDENTITY NOTARY-PROFILE" >&2
    exit 2
fi
app=$1 application=$2 installer=$3 profile=$4
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# From the inside out, as Apple asks for; --deep would sign with one set of entitlements and miss what lies among data.
find "$app/Contents" -type f \( -name '*.so' -o -name '*.dylib' -o -perm -u+x \) -print | while read -r each; do
    case $(file -b "$each") in
    Mach-O*) codesign --force --timestamp --options runtime --entitlements "$here/entitlements.plist" --sign "$application" "$each" ;;
    esac
done
codesign --force --timestamp --options runtime --entitlements "$here/entitlements.plist" --sign "$application" "$app"
codesign --verify --strict --deep "$app"

mkdir -p "$work/root/Applications"
cp -R "$app" "$work/root/Applications/Anamnesis.app"
pkgbuild --root "$work/root" --component-plist "$here/component.plist" --identifier org.anamnesis.Anamnesis \
    --version @VERSION@ --install-location / --ownership recommended "$work/anamnesis-component.pkg"
productbuild --distribution "$here/distribution.xml" --package-path "$work" --sign "$installer" --timestamp \
    "$here/anamnesis-@VERSION@.pkg"

sh "$here/notarise.sh" "$here/anamnesis-@VERSION@.pkg" "$profile"
