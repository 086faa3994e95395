#!/bin/sh
# Runs one sshd from FOLDER/sshd_config. With "isolated" it is the first process of namespaces of
# its own and gets FOLDER/disk for what hosts usually write to, and a boot id of its own.
set -eu
folder=$1
if [ "${2-}" = isolated ]; then
  for place in /root /srv /var/www; do
    if [ -d "$place" ]; then
      mkdir -p "$folder/disk$place"
      mount --bind "$folder/disk$place" "$place"
    fi
  done
  mount --bind "$folder/boot_id" /proc/sys/kernel/random/boot_id
fi
exec "$(PATH=$PATH:/usr/sbin command -v sshd)" -D -e -f "$folder/sshd_config"
