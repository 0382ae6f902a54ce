package org.univoice.gateway.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The built page: a document, files beside it, and below {@code assets} files named by content. */
record PageFolder(Path path) {
  private static final String DOCUMENT = "index.html";
  private static final String ASSETS = "assets";

  /** What the build leaves in the document for the nonce of the answer. */
  private static final String NONCE = "__CSP_NONCE__";

  /** With an ending, so that no file takes the place of a route of the api. */
  private static final String SERVED = "[A-Za-z0-9][A-Za-z0-9_-]*(\\.[A-Za-z0-9]+)+";

  /**
   * @throws IllegalArgumentException when no page is there
   */
  PageFolder {
    if (!Files.isRegularFile(path.resolve(DOCUMENT))) {
      throw new IllegalArgumentException(
          "UNIVOICE_WEB_FOLDER: there is no built page (" + DOCUMENT + ") in " + path);
    }
  }

  /** Read anew each time: a page that was built again names other assets. */
  String document(String nonce) {
    try {
      return Files.readString(path.resolve(DOCUMENT)).replace(NONCE, nonce);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path assets() {
    return path.resolve(ASSETS);
  }

  /** Icons, the manifest and the like, by name. */
  List<String> besides() {
    try (Stream<Path> files = Files.list(path)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches(SERVED) && !name.equals(DOCUMENT))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
