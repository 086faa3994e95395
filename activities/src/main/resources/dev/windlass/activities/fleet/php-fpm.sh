# php-fpm.sh: the setting of a php-fpm that decides whether a reload cuts requests; changes nothing.
# Argument: its unit. Standard output: "config PATH" and "timeout VALUE", what of it could be found.
unit=$1
config=$(systemctl show --property=ExecStart --value "$unit" 2>/dev/null |
  sed -n 's/.*--fpm-config[ =]\([^ ;]*\).*/\1/p' | head -n 1)
if [ -z "$config" ]; then
  version=${unit#php}
  config=/etc/php/${version%%-*}/fpm/php-fpm.conf
fi
[ -r "$config" ] || exit 0
echo "config $config"
sed -n 's/^[[:space:]]*process_control_timeout[[:space:]]*=[[:space:]]*\([^;[:space:]]*\).*/timeout \1/p' "$config" |
  tail -n 1
