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
  case $ended in
    0) state=stopped ;;
    124) state=stopping ;;
    *) state=running ;;
  esac
}
ended=0
said=$( (cd /var/www/shop/releases/r1 && timeout 120 /bin/sh -c 'php artisan queue:restart') 2>&1) || ended=$?
while look && [ "$state" = stopping ] && [ "$(now)" -lt "$late" ]; do
  sleep 1
done
if [ "$state" = stopping ]; then
  echo 'a job ran longer than the drain: it is killed'
  kill -s KILL $old || :
  tries=0
  while look && [ "$state" = stopping ] && [ "$tries" -lt 10 ]; do
    tries=$((tries + 1))
    sleep 1
  done
fi
[ "$state" = stopped ] || fail "$said $seen"
(cd /var/www/shop/current && /bin/sh -c true)
