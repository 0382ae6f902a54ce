package org.univoice.local.setup;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What the web page is made of, as it lies in a checkout. */
final class WebSources {
  /** Made by tools, in whatever folder. */
  private static final Set<String> MADE =
      Set.of("node_modules", "dist", "generated", "results", "screenshots");

  /** The page's own, and the contracts that its types are generated from. */
  private static final Set<String> BUILT_FROM =
      Set.of("web", "gateway/src/main/resources/openapi", "proto/src/main/protobuf");

  private static final String BROWSER_TESTS = "web/browser";
  private static final String SAMPLES = "samples";

  private final Path checkout;

  WebSources(Path checkout) {
    this.checkout = checkout;
  }

  /** Of all that a build depends on; tests in the browser change no page. */
  String hash() throws IOException {
    MessageDigest digest = Checksum.start();
    for (Path file : files()) {
      if (!file.startsWith(BROWSER_TESTS) && !file.startsWith(SAMPLES)) {
        digest.update((file + "\0" + Checksum.of(checkout.resolve(file)) + "\n").getBytes());
      }
    }
    return Checksum.end(digest);
  }

  /**
   * Makes a folder hold these sources and no others, laid out as in the checkout; what npm has
   * installed there stays.
   */
  void copyTo(Path folder) throws IOException {
    SortedSet<Path> wanted = files();
    if (Files.isDirectory(folder)) {
      for (Path old : new WebSources(folder).files()) {
        if (!wanted.contains(old)) {
          Files.delete(folder.resolve(old));
        }
      }
    }
    for (Path file : wanted) {
      Path copy = folder.resolve(file);
      Files.createDirectories(copy.getParent());
      Files.copy(checkout.resolve(file), copy, StandardCopyOption.REPLACE_EXISTING);
      // Of a checkout that may only be read, the copy may be replaced all the same.
      copy.toFile().setWritable(true);
    }
  }

  /** Relative to the checkout. */
  private SortedSet<Path> files() throws IOException {
    SortedSet<Path> files = new TreeSet<>();
    for (String part : BUILT_FROM) {
      collect(checkout.resolve(part), files);
    }
    collect(checkout.resolve(SAMPLES), files);
    return files;
  }

  private void collect(Path folder, Set<Path> files) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path below, BasicFileAttributes attributes) {
            return MADE.contains(below.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.add(checkout.relativize(file));
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
