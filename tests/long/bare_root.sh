#!/bin/sh
# `./dev demo`, twice, on a bare Debian 12 made by debootstrap: what a newcomer does. Needs root; 77 means skipped.
set -eu
source=$1 root=$2
[ "$(id -u)" = 0 ] && command -v debootstrap >/dev/null || { echo "skipped: needs root and debootstrap"; exit 77; }
leave() { umount "$root/proc" "$root/dev" 2>/dev/null || true; }
trap leave EXIT
leave
rm -rf "$root"
debootstrap --variant=minbase bookworm "$root" >"$root.log" 2>&1
# the machine's own settings of apt and names, so that packages are found where it finds them
cp -r /etc/apt/apt.conf.d/. "$root/etc/apt/apt.conf.d/"
cp /etc/resolv.conf /etc/hosts "$root/etc/"
mount -t proc proc "$root/proc"
mount --bind /dev "$root/dev"
git clone -q "$source" "$root/root/lantian"
for start in first second; do
  echo "$start start"
  chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 sh -c 'cd /root/lantian && ./dev demo'
done
test -s "$root/root/lantian/out/mengzhou/report.html"
