package dev.windlass.stories;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Looks for planted values. Each line of each holds the same mark of letters and digits, which no
 * quoting and no URL changes; so the mark, its base64 at each of three places and its hex are found
 * in whatever form a value is written.
 */
final class SecretSearch {
  private static final int AROUND = 60;

  private final List<String> patterns = new ArrayList<>();

  /**
   * @param mark at least eleven letters and digits that stand nowhere else
   */
  SecretSearch(String mark) {
    byte[] bytes = mark.getBytes(UTF_8);
    patterns.add(mark);
    for (int before = 0; before < 3; before++) {
      byte[] shifted = new byte[before + bytes.length];
      System.arraycopy(bytes, 0, shifted, before, bytes.length);
      String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
      int end = shifted.length % 3 == 0 ? text.length() : text.length() - 1;
      patterns.add(text.substring(before == 0 ? 0 : before + 1, end));
    }
    patterns.add(HexFormat.of().formatHex(bytes));
    patterns.add(HexFormat.of().withUpperCase().formatHex(bytes));
  }

  /** The first place of each form that is there: where, and what stands around it. */
  List<String> in(String where, byte[] content) {
    String text = new String(content, ISO_8859_1);
    List<String> found = new ArrayList<>();
    for (String pattern : patterns) {
      int at = text.indexOf(pattern);
      if (at >= 0) {
        String around =
            text.substring(Math.max(0, at - AROUND), Math.min(text.length(), at + AROUND));
        found.add(where + ": " + around.replaceAll("[^ -~]", "."));
      }
    }
    return found;
  }

  List<String> in(String where, String content) {
    return in(where, content.getBytes(UTF_8));
  }

  /** Files below a folder that were written since then, but for those that may hold values. */
  List<String> inFiles(Path folder, Instant since, Predicate<Path> may) throws IOException {
    List<String> found = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes its) {
            return may.test(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes its) {
            boolean recent = !its.lastModifiedTime().toInstant().isBefore(since);
            if (its.isRegularFile() && recent && !may.test(file)) {
              try {
                found.addAll(in(file.toString(), Files.readAllBytes(file)));
              } catch (IOException gone) {
                return FileVisitResult.CONTINUE; // removed meanwhile
              }
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException gone) {
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }
}
