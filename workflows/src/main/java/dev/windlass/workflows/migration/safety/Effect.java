package dev.windlass.workflows.migration.safety;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a statement does to those who read and write meanwhile. The worst is last. */
public enum Effect {
  /** Takes no lock that stands in anybody's way. */
  @JsonProperty("none")
  NONE(false, false, false),
  /** An exclusive lock for as long as a change of the catalogue takes; it queues behind others. */
  @JsonProperty("moment")
  MOMENT(false, false, false),
  /** Writes the whole table anew while others read and write. */
  @JsonProperty("rebuilds")
  REBUILDS(false, false, true),
  @JsonProperty("writersWait")
  WRITERS_WAIT(false, true, false),
  /** Writes the whole table anew; readers go on, writers wait. */
  @JsonProperty("copies")
  COPIES(false, true, true),
  @JsonProperty("allWait")
  ALL_WAIT(true, true, false),
  /** Writes the whole table anew; readers and writers wait. */
  @JsonProperty("rewrites")
  REWRITES(true, true, true);

  private final boolean blocksReaders;
  private final boolean blocksWriters;
  private final boolean rewritesTable;

  Effect(boolean blocksReaders, boolean blocksWriters, boolean rewritesTable) {
    this.blocksReaders = blocksReaders;
    this.blocksWriters = blocksWriters;
    this.rewritesTable = rewritesTable;
  }

  public boolean blocksReaders() {
    return blocksReaders;
  }

  public boolean blocksWriters() {
    return blocksWriters;
  }

  public boolean rewritesTable() {
    return rewritesTable;
  }
}
