package dev.windlass.activities.ssh;

import java.nio.file.Path;

class InProcessRemoteHostsTest extends RemoteHostsContract {

  @Override
  TestHost start(Path in) throws Exception {
    return TestHost.inProcess(in);
  }
}
