set -e
cd /var/www/shop
table=$(crontab -l 2>&1 && echo .) || case $table in
  *'no crontab'*) exit 0 ;;
  *) echo "$table" >&2; exit 1 ;;
esac
edited=$(printf '%s' "${table%.}" | while IFS= read -r line || [ -n "$line" ]; do
  case $line in
    '#'*) ;;
    */var/www/shop/*) line='#windlass paused: '$line ;;
  esac
  printf '%s\n' "$line"
done && echo .)
[ "$edited" = "$table" ] || printf '%s' "${edited%.}" | crontab -
