#!/bin/sh
# Runs one sshd from FOLDER/sshd_config. With "isolated" it is the first process of namespaces of
# its own and gets FOLDER/disk for what hosts usually write to, crontabs and a boot id of its own,
# and a user "deploy" at home in /srv/deploy, who may log in with the same key and do all by sudo,
# and a user "vault" who has SFTP only, in /srv/vault. With "services" the first process is
# systemd, with an /etc of the host's own and those units of the machine that are asked for below;
# sshd is one of them.
set -eu
folder=$1
kind=${2-}

own() { # PLACE: kept on the host's disk
  mkdir -p "$folder/disk$1"
  mount --bind "$folder/disk$1" "$1"
}

own_etc() {
  [ -d "$folder/disk/etc" ] || cp -a /etc "$folder/disk/etc"
  rm -rf "$folder"/disk/etc/systemd/system/* "$folder"/disk/etc/nginx/sites-enabled/*
  rm -rf "$folder"/disk/etc/crontab "$folder"/disk/etc/cron.*/*
  own /etc
}

own_crontabs() {
  spool=/var/spool/cron/crontabs
  [ -d "$spool" ] || return 0
  own "$spool"
  chgrp crontab "$spool"
  chmod 1730 "$spool"
}

add_users() {
  cp /etc/passwd /etc/group "$folder"
  echo 'deploy:*:1500:1500::/srv/deploy:/bin/bash' >>"$folder/passwd"
  echo 'vault:*:1501:1501::/:/usr/sbin/nologin' >>"$folder/passwd"
  printf '%s\n' 'deploy:x:1500:' 'vault:x:1501:' >>"$folder/group"
  mount --bind "$folder/passwd" /etc/passwd
  mount --bind "$folder/group" /etc/group
  mkdir -p /srv/deploy /srv/vault/store /srv/.login
  chown 1500:1500 /srv/deploy
  chown 1501:1501 /srv/vault/store
  # sshd reads it as the user who logs in.
  for user in deploy vault; do
    cp "$folder/authorized_keys" "/srv/.login/$user"
  done
  chmod 755 /srv/.login
  chmod 644 /srv/.login/*
  if [ -d /etc/sudoers.d ]; then
    mkdir -p "$folder/sudoers.d"
    echo 'deploy ALL=(ALL) NOPASSWD: ALL' >"$folder/sudoers.d/deploy"
    chmod 440 "$folder/sudoers.d/deploy"
    mount --bind "$folder/sudoers.d" /etc/sudoers.d
  fi
}

# Nothing but these, so that no unit of the machine touches the machine: sysctl, mounts, devices.
own_units() {
  units=$folder/units
  mkdir -p "$units"
  for unit in basic.target sysinit.target sockets.target timers.target paths.target slices.target \
    local-fs.target network.target shutdown.target umount.target final.target \
    dbus.socket dbus.service nginx.service php8.2-fpm.service supervisor.service cron.service; do
    [ ! -e "/lib/systemd/system/$unit" ] || cp "/lib/systemd/system/$unit" "$units"
  done
  cat >"$units/host.target" <<UNIT
[Unit]
Requires=basic.target sshd.service
Wants=dbus.socket
After=basic.target
UNIT
  cat >"$units/sshd.service" <<UNIT
[Service]
ExecStart=$(PATH=$PATH:/usr/sbin command -v sshd) -D -e -f $folder/sshd_config
KillMode=process
UNIT
  mount --bind "$units" /lib/systemd/system
}

own_runtime() {
  own /var/log
  mkdir -p /var/log/nginx /var/log/supervisor
  mount -t tmpfs -o mode=755 tmpfs /run
  mkdir -p /run/sshd /run/php
  chown www-data:www-data /run/php
  mount -t tmpfs tmpfs /sys/fs/cgroup
  mount -t cgroup2 cgroup2 /sys/fs/cgroup
}

if [ -n "$kind" ]; then
  for place in /root /srv /var/www; do
    [ ! -d "$place" ] || own "$place"
  done
  own_crontabs
  [ "$kind" != services ] || own_etc
  add_users
  mount --bind "$folder/boot_id" /proc/sys/kernel/random/boot_id
fi
if [ "$kind" = services ]; then
  own_units
  own_runtime
  exec env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin container=windlass \
    /lib/systemd/systemd --system --unit=host.target --log-target=console --show-status=no
fi
exec "$(PATH=$PATH:/usr/sbin command -v sshd)" -D -e -f "$folder/sshd_config"
