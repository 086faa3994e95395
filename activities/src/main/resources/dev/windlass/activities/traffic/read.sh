# read.sh: what is in force. Changes nothing.
# Arguments: state, file or nothing, script that shows or nothing, user or nothing.
# Standard output: "state BASE64" when there is one, "content BASE64" when there is some, "read".
state=$1 file=$2 script=$3 user=$4
[ ! -s "$state" ] || printf 'state %s\n' "$(base64 -w 0 <"$state")"
if [ -n "$file" ] && [ -e "$file" ]; then
  if [ -r "$file" ]; then
    printf 'content %s\n' "$(base64 -w 0 <"$file")"
  else
    printf 'content %s\n' "$(sudo -n -u "$user" -- cat -- "$file" | base64 -w 0)"
  fi
fi
if [ -n "$script" ]; then
  # Through a file descriptor, not a variable: a variable would lose line ends.
  printf 'content %s\n' "$(/bin/sh -c "$script" </dev/null | base64 -w 0)"
fi
echo read
