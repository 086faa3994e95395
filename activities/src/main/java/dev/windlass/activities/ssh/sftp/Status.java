package dev.windlass.activities.ssh.sftp;

import dev.windlass.activities.ssh.FileRefusedException.Why;

/** Codes with which hosts say no. Those above 8 are of later versions, and some hosts use them. */
final class Status {
  static final int OK = 0;
  static final int EOF = 1;
  static final int NO_SUCH_FILE = 2;

  private static final int PERMISSION_DENIED = 3;
  private static final int NO_SUCH_PATH = 10;
  private static final int FILE_ALREADY_EXISTS = 11;
  private static final int WRITE_PROTECT = 12;
  private static final int NO_SPACE = 14;
  private static final int QUOTA_EXCEEDED = 15;

  private Status() {}

  static Why why(int code) {
    return switch (code) {
      case NO_SUCH_FILE, NO_SUCH_PATH -> Why.ABSENT;
      case FILE_ALREADY_EXISTS -> Why.PRESENT;
      case PERMISSION_DENIED, WRITE_PROTECT -> Why.DENIED;
      case NO_SPACE, QUOTA_EXCEEDED -> Why.FULL;
      default -> Why.UNTOLD;
    };
  }
}
