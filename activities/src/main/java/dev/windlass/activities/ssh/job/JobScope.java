package dev.windlass.activities.ssh.job;

/**
 * Where jobs live on a host and for which deployment.
 *
 * @param path absolute base path; jobs are in {@code <path>/.windlass/jobs}, commands start in path
 * @param fence the deployment's number; a job of a lower number than the host's fence is refused
 */
public record JobScope(String path, long fence) {

  public JobScope {
    if (!path.startsWith("/") || path.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("path of jobs: '" + path + "', expected an absolute path");
    }
    if (fence < 0) {
      throw new IllegalArgumentException("fence " + fence + ", expected 0 or more");
    }
  }
}
