#!/bin/sh
# Runs one sshd from FOLDER/sshd_config. With "isolated" it is the first process of namespaces of
# its own and gets FOLDER/disk for what hosts usually write to, a boot id of its own, and a user
# "deploy" at home in /srv/deploy, who may log in with the same key and do all by sudo.
set -eu
folder=$1

add_deploy() {
  cp /etc/passwd /etc/group "$folder"
  echo 'deploy:*:1500:1500::/srv/deploy:/bin/bash' >>"$folder/passwd"
  echo 'deploy:x:1500:' >>"$folder/group"
  mount --bind "$folder/passwd" /etc/passwd
  mount --bind "$folder/group" /etc/group
  mkdir -p /srv/deploy /srv/.login
  chown 1500:1500 /srv/deploy
  # sshd reads it as the user who logs in.
  cp "$folder/authorized_keys" /srv/.login/deploy
  chmod 755 /srv/.login
  chmod 644 /srv/.login/deploy
  if [ -d /etc/sudoers.d ]; then
    mkdir -p "$folder/sudoers.d"
    echo 'deploy ALL=(ALL) NOPASSWD: ALL' >"$folder/sudoers.d/deploy"
    chmod 440 "$folder/sudoers.d/deploy"
    mount --bind "$folder/sudoers.d" /etc/sudoers.d
  fi
}

if [ "${2-}" = isolated ]; then
  for place in /root /srv /var/www; do
    if [ -d "$place" ]; then
      mkdir -p "$folder/disk$place"
      mount --bind "$folder/disk$place" "$place"
    fi
  done
  add_deploy
  mount --bind "$folder/boot_id" /proc/sys/kernel/random/boot_id
fi
exec "$(PATH=$PATH:/usr/sbin command -v sshd)" -D -e -f "$folder/sshd_config"
