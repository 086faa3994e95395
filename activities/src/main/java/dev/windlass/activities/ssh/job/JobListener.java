package dev.windlass.activities.ssh.job;

/** Hears of a job while it is followed. Called from the following thread and from a timer's. */
public interface JobListener {

  /**
   * Output, redacted. A second follower may repeat what a first one told: see {@link JobOutput}.
   */
  void output(JobOutput chunk);

  /**
   * Called every second or so, whether or not the job says anything, with the offset up to which
   * output was told. An exception from here stops following; the job runs on.
   */
  void alive(long offset);

  /** Hears nothing. */
  JobListener DEAF =
      new JobListener() {
        @Override
        public void output(JobOutput chunk) {}

        @Override
        public void alive(long offset) {}
      };
}
