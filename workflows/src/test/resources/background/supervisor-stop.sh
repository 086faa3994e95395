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
