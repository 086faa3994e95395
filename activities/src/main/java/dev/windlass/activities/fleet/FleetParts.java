package dev.windlass.activities.fleet;

import dev.windlass.activities.artifact.ArtifactSource;
import dev.windlass.activities.grant.Grants;
import dev.windlass.activities.http.HttpAsker;
import dev.windlass.activities.log.LogSink;
import dev.windlass.activities.ssh.RemoteHosts;
import dev.windlass.activities.ssh.job.RemoteJobs;
import io.micrometer.core.instrument.MeterRegistry;

/** What the hands for hosts are made of. */
public record FleetParts(
    Grants grants,
    RemoteHosts hosts,
    RemoteJobs jobs,
    ArtifactSource artifacts,
    LogSink logs,
    HttpAsker http,
    MeterRegistry meters,
    Patience patience) {}
