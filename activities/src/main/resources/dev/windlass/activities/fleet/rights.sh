# rights.sh: what the SSH user may not do; changes nothing. sudo is asked what it would allow, not to do it.
# Arguments: for each right a user or nothing, a directory or nothing, and the words of a command or nothing.
# Standard output: "readonly DIRECTORY", "sudo missing" or "denied PATH-OF-THE-COMMAND|WORDS|USER".
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
while [ $# -ge 3 ]; do
  user=$1 directory=$2 words=$3
  shift 3
  if [ -n "$directory" ]; then
    while [ ! -d "$directory" ]; do
      directory=$(dirname -- "$directory")
    done
    [ ! -w "$directory" ] || continue
  fi
  if [ -z "$user" ]; then
    printf 'readonly %s\n' "$directory"
    continue
  fi
  command -v sudo >/dev/null || {
    echo 'sudo missing'
    break
  }
  # What differs from time to time is asked for with a word that means nothing. No pattern of ours is
  # meant for files.
  set -f
  # shellcheck disable=SC2046,SC2086 # words are meant to be split
  sudo -n -l -u "$user" -- $(printf '%s\n' "$words" | sed 's/\*/windlass/g') >/dev/null 2>&1 ||
    printf 'denied %s|%s|%s\n' "$(command -v -- "${words%% *}" || echo "${words%% *}")" "$words" "$user"
  set +f
done
