# document-root.sh: which files of nginx hand php-fpm a path that leads through the link current; changes
# nothing. What may not be read is not looked at.
# Arguments: directory of nginx's configuration, base path. Standard output: "linked FILE".
etc=$1 path=$(printf '%s' "$2" | sed 's/[.+]/\\&/g')

# whole FILE DEPTH: its text, with what it includes.
whole() {
  sed 's/#.*//' "$1"
  [ "$2" -gt 0 ] || return 0
  sed -n 's/^[[:space:]]*include[[:space:]]\{1,\}\([^;[:space:]]*\)[[:space:]]*;.*/\1/p' "$1" |
    while IFS= read -r included; do
      case $included in /*) ;; *) included=$etc/$included ;; esac
      for file in $included; do
        if [ -f "$file" ] && [ -r "$file" ]; then
          whole "$file" $(($2 - 1))
        fi
      done
    done
}

for file in "$etc"/nginx.conf "$etc"/conf.d/*.conf "$etc"/sites-enabled/*; do
  if [ ! -f "$file" ] || [ ! -r "$file" ]; then
    continue
  fi
  grep -Eq "^[^#]*root[[:space:]]+[\"']?$path/current(/|[;\"'[:space:]])" "$file" || continue
  text=$(whole "$file" 3)
  case $text in *fastcgi_pass*) ;; *) continue ;; esac
  names=$(printf '%s\n' "$text" | grep SCRIPT_FILENAME)
  # What stands last counts, and one's own line stands after what is included.
  case $names in *'$realpath_root'*) ;; *'$document_root'*) printf 'linked %s\n' "$file" ;; esac
done
exit 0
