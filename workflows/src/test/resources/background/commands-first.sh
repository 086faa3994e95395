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
(cd /var/www/shop/current && /bin/sh -c 'bin/queue start')
pids=$(cd /var/www/shop/current && /bin/sh -c 'bin/queue pids')
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
