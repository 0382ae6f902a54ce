package org.univoice.local.setup;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.univoice.local.FailedException;

/** The weights that the models need: what they are, where they come from, how to know them. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record WeightsLock(List<Weights> weights) {

  /** Weights of one role. Files are made of parts; derived files are computed from those files. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Weights(
      String role,
      String name,
      String version,
      String licence,
      String origin,
      List<Part> parts,
      List<WeightsFile> files,
      List<Derived> derived) {

    /** Bytes to download. */
    public long partBytes() {
      return parts.stream().mapToLong(Part::size).sum();
    }
  }

  /**
   * A file of a package registry.
   *
   * @param uri package URL: pkg:pypi/NAME@VERSION or pkg:npm/NAME@VERSION
   * @param file name of the file in the registry
   * @param sha256 in hexadecimal
   * @param size bytes
   */
  public record Part(String uri, String file, String sha256, long size) {}

  /** A file that the models open: the members of the parts, one after the other. */
  public record WeightsFile(String path, String sha256, long size, List<Member> from) {}

  public record Member(int part, String member) {}

  /** A file that {@code command} writes, in the folder of the other files. */
  public record Derived(String path, String command) {}

  public static WeightsLock read(Path file) {
    try {
      return new ObjectMapper().readValue(file.toFile(), WeightsLock.class);
    } catch (IOException e) {
      throw new FailedException("The list of weights cannot be read: " + file, e);
    }
  }
}
