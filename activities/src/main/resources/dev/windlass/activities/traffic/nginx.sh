# nginx.sh: puts a file in force, or takes it away. After state.sh.
# Arguments: state, fence, split as JSON or nothing, file, digest of the content on standard input or
# nothing to remove the file, command of nginx with its options, user or nothing.
# Exit: 3 fenced, 4 refused with the old file back, 5 try again, 1 a person is needed.
state=$1 fence=$2 split=$3 file=$4 digest=$5 command=$6 user=$7

as() {
  if [ -n "$user" ]; then sudo -n -u "$user" -- "$@"; else "$@"; fi
}

# own: by ourselves where the directory is ours, so that sudoers need to name nginx only.
own() {
  if [ -w "$(dirname -- "$file")" ]; then "$@"; else as "$@"; fi
}

# ask OPTION…: asks nginx. The command is given with options, so it is split into words. Not called nginx: the command
# itself may be that very word, and would then mean this function.
ask() {
  # shellcheck disable=SC2086
  as $command "$@" 9>&-
}

# workers: "master:pid " of every worker that serves; one that is shutting down has said so.
workers() {
  serving=' '
  for found in $(grep -lsa '^nginx: worker process' /proc/[0-9]*/cmdline); do
    title=$(tr '\0' ' ' 2>/dev/null <"$found") || continue
    case $title in *'shutting down'*) continue ;; esac
    line=
    read -r line 2>/dev/null <"${found%cmdline}stat" || continue
    # shellcheck disable=SC2086 # the fields after the name are numbers
    set -- ${line##*) }
    found=${found%/cmdline}
    serving="$serving$2:${found#/proc/} "
  done
}

# replaced: whether one master has workers, and none of those that it had before.
replaced() {
  workers
  for pair in $before; do
    master=${pair%:*}
    case $serving in *" $master:"*) ;; *) continue ;; esac
    fresh=yes
    for old in $before; do
      [ "${old%:*}" = "$master" ] || continue
      case $serving in *" $old "*) fresh= ;; esac
    done
    [ -z "$fresh" ] || return 0
  done
  return 1
}

# master: process id of the nginx that reads this configuration, or nothing when it cannot be told.
master() {
  pidfile=$(ask -T 2>/dev/null | sed -n 's/^[[:space:]]*pid[[:space:]]\{1,\}\([^;]*\);.*/\1/p' | head -n 1)
  [ -n "$pidfile" ] || pidfile=$(ask -V 2>&1 | tr ' ' '\n' | sed -n 's/^--pid-path=//p')
  [ -z "$pidfile" ] || cat -- "$pidfile" 2>/dev/null || :
}

# error_log: where this nginx complains, when it says so by an absolute path.
error_log() {
  ask -T 2>/dev/null | sed -n 's/^[[:space:]]*error_log[[:space:]]\{1,\}\(\/[^; ]*\).*/\1/p' | head -n 1
}

# written: how long the error log is.
written() {
  if [ -r "$log" ]; then wc -c <"$log"; else echo 0; fi
}

# complaint: the first thing that nginx could not do since its error log was so long.
complaint() {
  [ ! -r "$log" ] || tail -c "+$(($1 + 1))" -- "$log" |
    sed -n 's/^.*\[\(emerg\|alert\|crit\)\] [0-9#]*: //p' | head -n 1
}

# in_force: whether nginx has what is wanted: file and memory are as they shall be, and no change was
# left half done.
in_force() {
  [ ! -e "$state.begun" ] && [ "$(cat -- "$state" 2>/dev/null)" = "$split" ] || return 1
  if [ -z "$digest" ]; then [ ! -e "$file" ]; return; fi
  [ -r "$file" ] && [ "$(sha256sum <"$file")" = "$digest  -" ]
}

put_back() {
  if [ -n "$had" ]; then own mv -f -- "$file.before" "$file"; else own rm -f -- "$file"; fi
}

back() {
  put_back
  printf '%s\n' "$*" >&2
  exit 4
}

enter "$fence"
had= settled= begun=
! in_force || settled=yes
if [ -n "$digest" ]; then
  own mkdir -p -- "$(dirname -- "$file")"
  own tee -- "$file.new" >/dev/null || exit 1
  [ "$(own sha256sum <"$file.new")" = "$digest  -" ] || {
    own rm -f -- "$file.new"
    echo 'the file arrived shortened' >&2
    exit 5
  }
fi
if [ -e "$file" ]; then
  had=yes
  own cp -p -- "$file" "$file.before" || exit 1
fi
[ -e "$state.begun" ] || { touch "$state.begun" && begun=now; } || exit 1
if [ -n "$digest" ]; then
  own mv -f -- "$file.new" "$file" || exit 1
else
  own rm -f -- "$file" || exit 1
fi

said=$(ask -t 2>&1) || {
  [ -z "$begun" ] || rm -f "$state.begun" # nginx was told nothing
  # Somebody's files are broken, not ours: an undo need not wait for them.
  [ -z "$settled" ] || { put_back && exit 0; }
  back "$said"
}
workers
before=$serving
ours=$(master)
if [ -n "$ours" ]; then # other masters of this machine may reload for reasons of their own
  before=' '
  for pair in $serving; do [ "${pair%:*}" != "$ours" ] || before="$before$pair "; done
fi
[ "$before" != ' ' ] || back 'no process of nginx to be seen on this host: start it (and /proc must show it)'
log=$(error_log)
until_now=$(written)
said=$(ask -s reload 2>&1) || back "$said"
tries=0
until replaced; do
  tries=$((tries + 1))
  if [ "$tries" -gt 150 ]; then
    why=$(complaint "$until_now")
    back "nginx kept its old configuration for 15 s after the reload: ${why:-see its error log $log}"
  fi
  sleep 0.1
done
remember "$split"
rm -f "$state.begun"
