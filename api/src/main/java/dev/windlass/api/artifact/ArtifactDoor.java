package dev.windlass.api.artifact;

import dev.windlass.api.ApiProperties;
import dev.windlass.api.problem.Refusal;
import dev.windlass.api.security.Access;
import dev.windlass.store.artifact.DirectoryArtifactStore;
import dev.windlass.store.artifact.StoredArtifact;
import dev.windlass.store.artifact.WrongDigestException;
import dev.windlass.store.token.Role;
import dev.windlass.store.token.Token;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Artifacts. The bytes go to the store as they come. */
@Tag(name = "artifacts")
@RestController
@RequestMapping("/api/v1/artifacts")
public class ArtifactDoor {

  private final DirectoryArtifactStore store;
  private final long most;

  public ArtifactDoor(DirectoryArtifactStore store, ApiProperties properties) {
    this.store = store;
    this.most = properties.maxArtifact().toBytes();
  }

  @Operation(summary = "Whether an artifact is here, and its size")
  @GetMapping("/{digest}")
  StoredArtifact find(@PathVariable String digest) {
    uploader(Role.VIEWER);
    return store
        .describe(checked(digest))
        .orElseThrow(() -> Refusal.notFound("no artifact has the digest " + digest));
  }

  @Operation(summary = "Upload an artifact under its SHA-256")
  @PutMapping(path = "/{digest}", consumes = "*/*")
  ResponseEntity<StoredArtifact> put(
      @PathVariable String digest, @Parameter(hidden = true) HttpServletRequest request)
      throws IOException {
    uploader(Role.DEPLOYER);
    var present = store.describe(checked(digest));
    if (present.isPresent()) {
      return ResponseEntity.ok(present.get());
    }
    if (request.getContentLengthLong() > most) {
      throw tooLarge(most);
    }
    try (InputStream body = new Bounded(request.getInputStream(), most)) {
      return ResponseEntity.status(HttpStatus.CREATED).body(store.put(body, digest));
    } catch (WrongDigestException wrong) {
      throw Refusal.of(
          HttpStatus.UNPROCESSABLE_CONTENT, "Wrong digest", String.valueOf(wrong.getMessage()));
    }
  }

  private static String checked(String digest) {
    if (!digest.matches("[0-9a-f]{64}")) {
      throw Refusal.badRequest("a SHA-256 in lower-case hex, 64 characters, is expected");
    }
    return digest;
  }

  /** An artifact belongs to no application, so a role for any of them is enough. */
  private static void uploader(Role role) {
    Token operator = Access.operator();
    boolean may =
        operator.roles().stream()
            .anyMatch(grant -> operator.may(role, grant.application(), grant.environment()));
    if (!may) {
      Access.require(role, "*", "*");
    }
  }

  private static Refusal tooLarge(long most) {
    return Refusal.of(
        HttpStatus.CONTENT_TOO_LARGE,
        "Too large",
        "the artifact has more than %d MB, which is the limit (windlass.api.max-artifact). Nothing was kept."
            .formatted(most >> 20));
  }

  /** Ends an upload that says nothing about its size and goes on too long. */
  private static final class Bounded extends FilterInputStream {
    private long left;
    private final long most;

    Bounded(InputStream in, long most) {
      super(in);
      this.most = most;
      this.left = most;
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      count(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int got = super.read(into, from, length);
      count(Math.max(0, got));
      return got;
    }

    private void count(int got) {
      left -= got;
      if (left < 0) {
        throw tooLarge(most);
      }
    }
  }
}
