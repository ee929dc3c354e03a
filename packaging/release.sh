#!/usr/bin/env bash
# Makes what is handed out into a folder (target/release-files): one executable that needs no library, the same in a .tar.gz with
# its manual and completions, a .deb, and their SHA-256. For x86-64 Linux, on x86-64 Linux.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

target=x86_64-unknown-linux-gnu
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
to=${1:-target/release-files}
# The day of the commit, so that the same commit gives the same files.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH

# At a fixed address: what sets papers has a hundred thousand pointers, and to move them took half of the time to start.
# With --target, so that what runs during the build is not linked so.
RUSTFLAGS='-C target-feature=+crt-static -C relocation-model=static' cargo build --locked --release --features pdf --target $target
program=${CARGO_TARGET_DIR:-target}/$target/release/yijuan
dynamic=$(readelf --dynamic "$program")
if [[ $dynamic == *NEEDED* ]]; then
    echo "the executable needs a library" >&2
    exit 1
fi

mkdir -p "$to"
if [ -n "$(ls -A "$to" | grep -v -e '^yijuan[-_]' -e '^SHA256SUMS$')" ]; then
    echo "$to has other files" >&2
    exit 1
fi
rm -f "$to"/yijuan[-_]* "$to/SHA256SUMS"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# What an installation has, as it lies on a disk.
root=$scratch/root
install -D "$program" "$root/usr/bin/yijuan"
cargo run --locked --quiet --example man -- "$scratch/man"
mkdir -p "$root/usr/share/man"
cp -r "$scratch"/man/. "$root/usr/share/man"
gzip --best --no-name --recursive "$root/usr/share/man"
completions() {
    mkdir -p "$root/$(dirname "$2")"
    "$program" completions "$1" > "$root/$2"
}
completions bash usr/share/bash-completion/completions/yijuan
completions zsh usr/share/zsh/vendor-completions/_yijuan
completions fish usr/share/fish/vendor_completions.d/yijuan.fish
install -D --mode 644 --target-directory "$root/usr/lib/systemd/system" packaging/yijuan-check@.*
install -D --mode 644 LICENSE "$root/usr/share/doc/yijuan/copyright"
install -D --mode 644 --target-directory "$root/usr/share/doc/yijuan" README.md README.zh-CN.md
# The READMEs lead to the books.
mkdir "$root/usr/share/doc/yijuan/docs"
cp -r docs/*.svg docs/*.png docs/en docs/zh "$root/usr/share/doc/yijuan/docs"
gzip --best --no-name --stdout CHANGELOG.md > "$root/usr/share/doc/yijuan/CHANGELOG.md.gz"
find "$root" -type d -exec chmod 755 {} +
find "$root" -type f ! -path '*/bin/*' -exec chmod 644 {} +
find "$root" -exec touch --no-dereference --date "@$SOURCE_DATE_EPOCH" {} +

sorted=(--sort=name --owner=0 --group=0 --numeric-owner --mtime "@$SOURCE_DATE_EPOCH")
tar --create "${sorted[@]}" --directory "$root" --transform "s,^\./usr,yijuan-$version," ./usr |
    gzip --best --no-name > "$to/yijuan-$version-$target.tar.gz"

mkdir "$root/DEBIAN"
# Of each file its own size and not its blocks, which another disk has otherwise; of each folder one.
installed_size=$(find "$root/usr" \( -type f -printf '%s\n' \) -o -printf '1\n' | awk '{size += int(($1 + 1023) / 1024)} END {print size}')
cat > "$root/DEBIAN/control" << CONTROL
Package: yijuan
Version: $version
Architecture: amd64
Maintainer: the yijuan authors <yijuan@example.org>
Installed-Size: $installed_size
Depends: git
Recommends: fonts-noto-cjk, openssh-client
Section: misc
Priority: optional
Description: one topic, one dossier: consultation work of a CPPCC committee
 Topics are folders of plain files under git. The regulation of the committee
 says what is due by which working day; papers are drafted from what is on
 record, set as Word or PDF, and sealed for the archive.
CONTROL
chmod 755 "$root/DEBIAN"
touch --date "@$SOURCE_DATE_EPOCH" "$root/DEBIAN" "$root/DEBIAN/control"
dpkg-deb --root-owner-group --build "$root" "$to/yijuan_${version}_amd64.deb" > /dev/null

install "$program" "$to/yijuan-$version-$target"
(cd "$to" && sha256sum -- * > SHA256SUMS)
ls -l "$to"
