package dev.windlass.activities.backup.store;

import dev.windlass.activities.backup.store.StoreException.Place;
import dev.windlass.activities.ssh.AuthenticationFailedException;
import dev.windlass.activities.ssh.ConnectionLostException;
import dev.windlass.activities.ssh.FileRefusedException;
import dev.windlass.activities.ssh.HostKeyRefusedException;
import dev.windlass.activities.ssh.HostUnreachableException;
import dev.windlass.activities.ssh.RemoteHostException;
import dev.windlass.activities.ssh.UploadFailedException;

/** What a host says, as a store's trouble. */
record SftpTroubles(String address) {

  StoreException noRoot(String path) {
    return new StoreException(
        StoreTrouble.UNREACHABLE,
        new Place(address, ""),
        "there is no directory %s; where none was yet: mkdir it there".formatted(path),
        null);
  }

  RuntimeException of(Exception e, String what) {
    return switch (e) {
      case RemoteHostException host ->
          new StoreException(
              trouble(host), new Place(address, what), String.valueOf(e.getMessage()), e);
      case RuntimeException other -> other;
      default -> new StoreException(StoreTrouble.FAULT, new Place(address, what), e.toString(), e);
    };
  }

  private static StoreTrouble trouble(RemoteHostException e) {
    return switch (e) {
      case HostUnreachableException _, ConnectionLostException _ -> StoreTrouble.UNREACHABLE;
      case HostKeyRefusedException _, AuthenticationFailedException _ -> StoreTrouble.DENIED;
      case UploadFailedException _ -> StoreTrouble.FAULT;
      case FileRefusedException refused ->
          switch (refused.why()) {
            case ABSENT -> StoreTrouble.MISSING;
            case PRESENT -> StoreTrouble.PRESENT;
            case DENIED -> StoreTrouble.DENIED;
            case FULL -> StoreTrouble.FULL;
            case UNTOLD -> StoreTrouble.FAULT;
          };
    };
  }
}
