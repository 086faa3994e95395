# dot-env.sh: what .env files leave out, and what they should not say; changes nothing. No value leaves
# the host, and no name that was not asked for.
# Arguments: directory of the files; production or nothing; files, joined by blanks, the last wins; then
# names that must be set.
# Standard output: "absent FILE", "unreadable FILE", "missing NAME", "debug NAME FILE", "local NAME FILE".
root=$1 production=$2 files=$3
shift 3
cr=$(printf '\r') tab=$(printf '\t')
names=' ' APP_ENV='' APP_DEBUG='' SESSION_DRIVER='' disk='' disk_name=''

trim() {
  text=${text#"${text%%[! $tab]*}"}
  text=${text%"${text##*[! $tab]}"}
}

# note NAME VALUE FILE
note() {
  names="$names$1 "
  case $1 in
    APP_ENV) APP_ENV=$2 APP_ENV_file=$3 ;;
    APP_DEBUG) APP_DEBUG=$2 APP_DEBUG_file=$3 ;;
    SESSION_DRIVER) SESSION_DRIVER=$2 SESSION_DRIVER_file=$3 ;;
    FILESYSTEM_DISK | FILESYSTEM_DRIVER) disk=$2 disk_name=$1 disk_file=$3 ;;
  esac
}

# look FILE
look() {
  open=
  while IFS= read -r text || [ -n "$text" ]; do
    text=${text%"$cr"}
    if [ -n "$open" ]; then
      # Lines of a value in quotes may look like names.
      case $text in *"$open"*) open= ;; esac
      continue
    fi
    trim
    case $text in "export "*) text=${text#export } ;; esac
    trim
    case $text in [A-Za-z_]*=*) ;; *) continue ;; esac
    value=${text#*=}
    text=${text%%=*}
    trim
    name=$text
    case $name in *[!A-Za-z0-9_.]*) continue ;; esac
    text=$value
    trim
    case $text in
      \"* | \'*)
        quote=${text%"${text#?}"}
        text=${text#?}
        case $text in *"$quote"*) text=${text%%"$quote"*} ;; *) open=$quote ;; esac
        ;;
      *)
        text=${text%%" #"*}
        trim
        ;;
    esac
    note "$name" "$text" "$1"
  done <"$root/$1"
}

set -f
# shellcheck disable=SC2086 # paths without blanks
for file in $files; do
  if [ ! -f "$root/$file" ]; then
    echo "absent $file"
  elif [ ! -r "$root/$file" ]; then
    echo "unreadable $file"
  else
    look "$file"
  fi
done
for wanted in "$@"; do
  case $names in *" $wanted "*) ;; *) echo "missing $wanted" ;; esac
done
case $APP_ENV in production | prod) production=production ;; esac
if [ -n "$production" ]; then
  case $APP_DEBUG in
    1 | [Oo][Nn] | [Yy][Ee][Ss] | [Tt][Rr][Uu][Ee] | "(true)") echo "debug APP_DEBUG $APP_DEBUG_file" ;;
  esac
  case $APP_ENV in dev) echo "debug APP_ENV $APP_ENV_file" ;; esac
fi
case $SESSION_DRIVER in file) echo "local SESSION_DRIVER $SESSION_DRIVER_file" ;; esac
case $disk in local) echo "local $disk_name $disk_file" ;; esac
exit 0
