"""Runs a command on a terminal of its own, and types something there when it has said something.

Arguments: what it must have said, what is typed then, the command. Prints what the terminal shows; exits as the command does.
"""

import os
import pty
import signal
import sys

awaited, keys, command = sys.argv[1].encode(), sys.argv[2].encode(), sys.argv[3:]
process, terminal = pty.fork()
if process == 0:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # as on any terminal: who runs in the background inherits deafness
    os.execvp(command[0], command)
said, typed = b"", False
while True:
    try:
        piece = os.read(terminal, 65536)
    except OSError:  # Linux's way to say that nobody has it open any more.
        break
    if not piece:
        break
    sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()
    said += piece
    if not typed and awaited in said:
        typed = True
        os.write(terminal, keys)
_, status = os.waitpid(process, 0)
code = os.waitstatus_to_exitcode(status)
sys.exit(code if code >= 0 else 128 - code)
