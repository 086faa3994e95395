package dev.windlass.activities.backup.dump;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which files are backed up.
 *
 * @param root directory that nothing outside is read of or written to
 * @param directories within the root, relative to it; {@code .} for all of it
 * @param exclusions patterns like {@code *.log} or {@code node_modules} for names at any depth, and
 *     like {@code var/cache/**} for paths from the root. What is below an excluded directory is
 *     excluded too
 */
public record FileSelection(String root, List<String> directories, List<String> exclusions) {

  /**
   * @throws IllegalArgumentException for a directory that isn't within the root by its name
   */
  public FileSelection {
    directories = List.copyOf(directories);
    exclusions = List.copyOf(exclusions);
    if (!Path.of(root).isAbsolute()) {
      throw new IllegalArgumentException("root '" + root + "': expected an absolute path");
    }
    if (directories.isEmpty()) {
      throw new IllegalArgumentException(
          "no directory below " + root + " is named; name one, or .");
    }
    for (String directory : directories) {
      Path path = Path.of(directory);
      if (path.isAbsolute() || directory.startsWith("-") || hasParent(path)) {
        throw new IllegalArgumentException(
            "directory '%s': expected a path below %s, without ..".formatted(directory, root));
      }
    }
  }

  static boolean hasParent(Path path) {
    for (Path part : path) {
      if (part.toString().equals("..")) {
        return true;
      }
    }
    return false;
  }

  /** Which of the declared directories a path belongs to. */
  String directoryOf(String name) {
    Path path = Path.of(name).normalize();
    return directories.stream()
        .filter(directory ->
            Path.of(directory).normalize().toString().isEmpty()
                || path.startsWith(Path.of(directory).normalize()))
        .findFirst()
        .orElse(directories.getFirst());
  }

  /** Decides about paths relative to the root. */
  boolean excludes(Path relative) {
    return exclusions.stream()
        .anyMatch(pattern ->
            pattern.contains("/")
                ? matcher(withoutTail(pattern)).matches(relative)
                : matcher(pattern).matches(relative.getFileName()));
  }

  private static PathMatcher matcher(String pattern) {
    return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
  }

  /** An excluded directory takes what is below it along. */
  private static String withoutTail(String pattern) {
    return pattern.endsWith("/**") ? pattern.substring(0, pattern.length() - 3) : pattern;
  }

  /** A host's own tar with the same meaning. */
  ToolCommand command() {
    Stream<String> excluded =
        exclusions.stream()
            .flatMap(pattern ->
                pattern.contains("/")
                    ? Stream.of("--anchored", "--exclude=" + withoutTail(pattern))
                    : Stream.of("--no-anchored", "--exclude=" + pattern));
    return new ToolCommand(
        List.of("tar"),
        Stream.of(
                Stream.of("--create", "--format=posix", "--file=-", "--directory=" + root),
                Stream.of("--wildcards", "--no-wildcards-match-slash"),
                excluded,
                Stream.of("--"),
                directories.stream())
            .flatMap(part -> part)
            .toList(),
        ToolCommand.Login.NONE,
        ToolCommand.Input.HELD,
        List.of());
  }
}
