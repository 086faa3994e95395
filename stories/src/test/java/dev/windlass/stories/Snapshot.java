package dev.windlass.stories;

import dev.windlass.sandbox.openssh.OpenSshHost;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a rollback must bring back, field by field: what {@code current} points to and which
 * releases are on disk, per web host; the balancer's file.
 */
record Snapshot(Map<String, String> fields) {

  static Snapshot of(Fleet fleet) throws Exception {
    Map<String, String> fields = new LinkedHashMap<>();
    for (OpenSshHost host : fleet.web()) {
      fields.put(host.address() + " current", fleet.on(host, "readlink /srv/shop/current").strip());
      fields.put(host.address() + " releases", fleet.on(host, "ls /srv/shop/releases").strip());
    }
    fields.put("balancer", fleet.on(fleet.balancer(), "cat " + Fleet.BALANCER_FILE));
    return new Snapshot(fields);
  }
}
