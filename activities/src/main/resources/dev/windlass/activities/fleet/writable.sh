# writable.sh: what keeps another user from being let write in directories; changes nothing.
# Arguments: acl or group, the user or group, then directories, which need not be there yet.
# Standard output: "lacks TOOL", "nobody", "outsider", "foreign OWNER DIRECTORY".
how=$1 by=$2
shift 2
if [ "$how" = acl ]; then
  for tool in setfacl getfacl; do
    command -v "$tool" >/dev/null || echo "lacks $tool"
  done
  id -u "$by" >/dev/null 2>&1 || echo nobody
elif ! getent group "$by" >/dev/null; then
  echo nobody
elif [ "$(id -u)" != 0 ]; then
  case " $(id -Gn) " in *" $by "*) ;; *) echo outsider ;; esac
fi
granted() {
  if [ "$how" = acl ]; then
    getfacl -cp "$1/." 2>/dev/null | grep -q "^default:user:$by:rwx"
  else
    [ -n "$(find -H "$1" -maxdepth 0 -group "$by" -perm -2070 2>/dev/null)" ]
  fi
}
for directory in "$@"; do
  [ -d "$directory" ] || continue
  [ "$(id -u)" = 0 ] || [ -O "$directory" ] || granted "$directory" ||
    echo "foreign $(stat -Lc %U "$directory") $directory"
done
exit 0
