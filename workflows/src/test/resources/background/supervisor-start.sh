set -e
cd /var/www/shop
now() {
  read -r up _ </proc/uptime
  echo "${up%.*}${up#*.}"
}
began=$(now)
late=$((began + 120 * 100))
fail() {
  echo mails": $1" >&2
  exit 1
}
said=$(sudo -n -u root -- supervisorctl start shop-mails: 2>&1) || :
seen=$(sudo -n -u root -- supervisorctl status shop-mails: 2>&1) || fail "$said $seen"
pids=$(echo "$seen" | sed -n 's/.* RUNNING  *pid \([0-9]*\),.*/\1/p')
