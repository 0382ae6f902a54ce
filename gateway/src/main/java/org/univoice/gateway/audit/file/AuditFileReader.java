package org.univoice.gateway.audit.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.univoice.gateway.audit.AuditVerifier;

/** Shows a verifier every line of a file, exactly as it lies there. */
public final class AuditFileReader {

  private AuditFileReader() {}

  public static void read(Path file, AuditVerifier verifier) throws IOException {
    // Not lines as Java splits them: a carriage return that somebody added is a change.
    try (BufferedReader text =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      StringBuilder line = new StringBuilder();
      for (int next = text.read(); next >= 0; next = text.read()) {
        if (next != '\n') {
          line.append((char) next);
        } else if (verifier.line(line.toString(), false)) {
          line.setLength(0);
        } else {
          return;
        }
      }
      if (!line.isEmpty()) {
        verifier.line(line.toString(), true);
      }
    }
  }
}
