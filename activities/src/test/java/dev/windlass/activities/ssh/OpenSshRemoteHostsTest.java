package dev.windlass.activities.ssh;

import java.nio.file.Path;

class OpenSshRemoteHostsTest extends RemoteHostsContract {

  @Override
  TestHost start(Path in) throws Exception {
    return TestHost.openSsh(in);
  }
}
