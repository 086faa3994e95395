# tree.sh: the processes of one job. Only what the kernel shows in /proc, read by the shell itself.
# Expects: $dir, the job's directory; $key, its name, which is in the environment of every command;
# $users, who its commands become by sudo or su.
known=' '

# now: sets $now, hundredths of a second since boot.
now() {
  read -r now rest </proc/uptime
  now=${now%.*}${now#*.}
}

# look PID: sets state, parent, session and at (start time); fails when there is no such process.
look() {
  line=
  # A process may have put line breaks into its name.
  while IFS= read -r part || [ -n "$part" ]; do
    line="$line $part"
  done 2>/dev/null <"/proc/$1/stat" || return 1
  # shellcheck disable=SC2086 # the fields after the name are numbers
  set -- ${line##*) }
  [ $# -ge 20 ] || return 1
  state=$1 parent=$2 session=$4 at=${20}
}

# reincarnation: sets $boot and $init, the present life of this host.
reincarnation() {
  read -r boot </proc/sys/kernel/random/boot_id
  look 1 || return 1
  init=$at
}

# raise_fence NUMBER: sets $highest, the number in force below $path; fails with $trouble. Who calls
# it syncs $path/.windlass, where the fence is renamed into place.
raise_fence() {
  fence_file=$path/.windlass/fence
  highest=0
  [ ! -s "$fence_file" ] || read -r highest <"$fence_file"
  [ "$1" -gt "$highest" ] || return 0
  # Tried apart: a redirection that fails would end this shell.
  if ! (: >>"$fence_file.lock") 2>/dev/null; then
    trouble="can't write $fence_file.lock"
    return 1
  fi
  exec 6>>"$fence_file.lock"
  if ! flock -w 10 6; then
    trouble="somebody holds $fence_file.lock"
    return 1
  fi
  [ ! -s "$fence_file" ] || read -r highest <"$fence_file"
  if [ "$1" -gt "$highest" ]; then
    # Read back before the rename: on a full disk it would come out empty.
    written=''
    echo "$1" 2>/dev/null >"$fence_file.new"
    [ ! -s "$fence_file.new" ] || read -r written <"$fence_file.new"
    if [ "$written" != "$1" ]; then
      trouble="no space for $fence_file"
      return 1
    fi
    sync "$fence_file.new"
    mv -f "$fence_file.new" "$fence_file"
    highest=$1
  fi
  exec 6>&-
}

# owned: whether the job was claimed in this life of the host.
owned() {
  former=
  [ ! -s "$dir/owner" ] || read -r former <"$dir/owner"
  [ "$former" = "boot $boot $init" ]
}

# ended: whether the record says how the job ended; sets $end to it.
ended() {
  [ -s "$dir/exit" ] || return 1
  while read -r word end; do
    [ "$word" != end ] || return 0
  done <"$dir/exit"
  return 1
}

# free: whether nobody starts or supervises the job.
free() { flock -s -n "$dir/lock" true 2>/dev/null; }

# members: sets $members, " pid:start pid:start … " of every living process of the job: those of its
# session, those that carry its name, those that were seen before, and all their descendants. Parents
# die and children leave the session (setsid, su), so each of these alone would miss some.
members() {
  members=' '
  owned || return 0
  leader='' led=''
  [ ! -s "$dir/started" ] || read -r leader led <"$dir/started"
  if [ -n "$leader" ] && look "$leader" && [ "$at" != "$led" ]; then
    leader='' # the number belongs to somebody else by now
  fi
  named=" $(grep -lsa "WINDLASS_JOB=$key" /proc/[0-9]*/environ 2>/dev/null | tr '\n' ' ')"
  seen=$known
  if [ -s "$dir/tombstone" ]; then
    seen="$known $(tr '\n' ' ' <"$dir/tombstone")"
  fi
  table=
  for entry in /proc/[0-9]*; do
    pid=${entry#/proc/}
    look "$pid" || continue
    case $state in Z | X) continue ;; esac
    table="$table $pid:$parent:$at"
    case $named in *" $entry/environ "*) members="$members$pid:$at " && continue ;; esac
    case $seen in *" $pid:$at "*) members="$members$pid:$at " && continue ;; esac
    if [ -n "$leader" ] && [ "$session" = "$leader" ]; then
      members="$members$pid:$at "
    fi
  done
  descend
  known=$members
}

# descend: adds descendants to $members until there are no more.
descend() {
  before=
  while [ "$before" != "$members" ]; do
    before=$members
    for row in $table; do
      pid=${row%%:*} rest=${row#*:}
      case $members in
        *" $pid:"*) ;;
        *" ${rest%%:*}:"*) members="$members$pid:${rest#*:} " ;;
      esac
    done
  done
}

# spare PID…: takes processes out of $members.
spare() {
  for spared; do
    case $members in
      *" $spared:"*)
        rest=${members#*" $spared:"}
        members="${members%%" $spared:"*} ${rest#* }"
        ;;
    esac
  done
}

# signal NAME: sends it to each of $members, with the privilege of the commands where ours isn't
# enough. What kill returns proves nothing: it is 0 when one process of a group took the signal. A
# TERM goes to each but once: more would interrupt who is tidying up.
signal() {
  for member in $members; do
    case $1$told in TERM*" $member "*) continue ;; esac
    told="$told$member "
    kill -s "$1" "${member%%:*}" 2>/dev/null && continue
    for user in $users; do
      sudo -n -u "$user" kill -s "$1" "${member%%:*}" >/dev/null 2>&1 </dev/null && break
    done
  done
}

# end_tree GRACE SPARED...: TERM, up to GRACE hundredths of a second of patience, then KILL. Leaves in
# $members what still lives. $users: who the commands became by sudo or su.
end_tree() {
  grace=$1
  shift
  told=' '
  now
  patience=$((now + grace)) giveup=$((now + grace + 500)) name=TERM pause=0.01
  while members && spare "$@" && [ "$members" != ' ' ] && now && [ "$now" -lt "$giveup" ]; do
    [ "$now" -lt "$patience" ] || name=KILL
    remember
    signal "$name"
    sleep "$pause"
    pause=0.1
  done
}

# remember: keeps who was found, for the next one who kills: parents are gone by then.
remember() {
  if [ -e "$dir/tombstone" ]; then
    # shellcheck disable=SC2086 # one line for each
    printf '%s\n' $members >>"$dir/tombstone" 2>/dev/null || :
  fi
}
