package dev.windlass.activities.ssh.job;

import dev.windlass.activities.ssh.TestHost;
import java.nio.file.Path;

class InProcessRemoteJobsTest extends RemoteJobsContract {

  @Override
  TestHost start(Path in) throws Exception {
    return TestHost.inProcess(in);
  }
}
