package dev.windlass.workflows.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How an artifact is packed; unpacked on the host by {@code tar}, which must know the form. */
public enum ArchiveForm {
  @JsonProperty("tar")
  TAR,
  @JsonProperty("tar.gz")
  TAR_GZ,
  @JsonProperty("tar.zst")
  TAR_ZST
}
