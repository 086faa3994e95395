# state.sh: what Windlass remembers of an application's balancer on its host; comes before the
# others. Expects $state, the file of the split in force; beside it lie its lock and its fence.

# Exit 5: trying again may help. Any other trouble of the host (rights, space) needs a person.

# enter FENCE: alone, and not if a later deployment has been here.
enter() {
  umask 022
  mkdir -p "$(dirname -- "$state")" || exit 1
  exec 9>"$state.lock"
  flock -w 30 9 || {
    echo "somebody else changes the balancer for more than 30 s ($state.lock)" >&2
    exit 5
  }
  highest=0
  [ ! -s "$state.fence" ] || read -r highest <"$state.fence"
  if [ "$highest" -gt "$1" ]; then
    echo "a later deployment, number $highest, has changed the balancer" >&2
    exit 3
  fi
  printf '%s\n' "$1" >"$state.fence.new" && mv -f "$state.fence.new" "$state.fence" || exit 1
}

# remember JSON: the split in force; empty when it is not Windlass's any more.
remember() {
  if [ -n "$1" ]; then
    printf '%s\n' "$1" >"$state.new" && mv -f "$state.new" "$state" || exit 1
  else
    rm -f "$state"
  fi
}
