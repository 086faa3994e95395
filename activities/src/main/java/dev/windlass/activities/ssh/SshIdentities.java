package dev.windlass.activities.ssh;

/** Finds the key that belongs to a name. The value is read at use and never kept by the caller. */
@FunctionalInterface
public interface SshIdentities {

  /**
   * The key source of that name.
   *
   * @throws AuthenticationFailedException when there is no such name or it may not be used here
   */
  SshIdentity find(String name);
}
