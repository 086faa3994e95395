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
look() {
  seen=$(sudo -n -u root -- supervisorctl status shop-mails: 2>&1) || :
  case $seen in
    *' STOPPING '*) state=stopping ;;
    *' RUNNING '* | *' STARTING '* | *' BACKOFF '*) state=running ;;
    *' STOPPED '* | *' EXITED '* | *' FATAL '*) state=stopped ;;
    *) state=unknown ;;
  esac
}
ended=0
said=$( sudo -n -u root -- timeout 120 supervisorctl stop shop-mails: 2>&1) || ended=$?
while look && [ "$state" = stopping ] && [ "$(now)" -lt "$late" ]; do
  sleep 1
done
if [ "$state" = stopping ]; then
  echo 'a job ran longer than the drain: it is killed'
  sudo -n -u root -- supervisorctl signal KILL shop-mails: || :
  tries=0
  while look && [ "$state" = stopping ] && [ "$tries" -lt 10 ]; do
    tries=$((tries + 1))
    sleep 1
  done
fi
[ "$state" = stopped ] || fail "$said $seen"
said=$(sudo -n -u root -- supervisorctl start shop-mails: 2>&1) || :
seen=$(sudo -n -u root -- supervisorctl status shop-mails: 2>&1) || fail "$said $seen"
pids=$(echo "$seen" | sed -n 's/.* RUNNING  *pid \([0-9]*\),.*/\1/p')
base=$(cd /var/www/shop/releases && pwd -P)
count=0
for pid in $pids; do
  stat=$(cat "/proc/$pid/stat" 2>/dev/null) || fail "process $pid is not seen in /proc"
  started=$(echo "${stat##*) }" | cut -d ' ' -f 20)
  [ "$started" -ge "$began" ] || fail "process $pid began before the restart: the old code"
  at=$(readlink "/proc/$pid/cwd" 2>/dev/null) || at=
  case $at/ in
    "$base"/r2/*) ;;
    "$base"/*) fail "process $pid runs in $at, expected $base/"r2 ;;
  esac
  count=$((count + 1))
done
[ "$count" -gt 0 ] || fail 'no process after the start'
echo mails": $count after the restart"
