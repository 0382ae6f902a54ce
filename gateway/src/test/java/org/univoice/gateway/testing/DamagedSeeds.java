package org.univoice.gateway.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * The seeds of a fuzz test with a few places changed, cut out or doubled. Bytes of pure chance get
 * no further than the first check; these get behind it, also where nothing guides them.
 */
public final class DamagedSeeds {
  private static final int MOST_PLACES = 6;
  private static final int LONGEST_PIECE = 64;

  private DamagedSeeds() {}

  public static Arbitrary<byte[]> of(Class<?> fuzzTest) {
    return Combinators.combine(
            Arbitraries.of(seeds(fuzzTest)), damage().list().ofMaxSize(MOST_PLACES))
        .as(
            (seed, places) -> {
              byte[] bytes = seed;
              for (Damage place : places) {
                bytes = place.in(bytes);
              }
              return bytes;
            });
  }

  private static List<byte[]> seeds(Class<?> fuzzTest) {
    try {
      Path folder = Path.of(fuzzTest.getResource(fuzzTest.getSimpleName() + "Inputs/fuzz").toURI());
      try (Stream<Path> files = Files.list(folder)) {
        return files.sorted().map(DamagedSeeds::bytes).toList();
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Arbitrary<Damage> damage() {
    return Combinators.combine(
            Arbitraries.of(Kind.class),
            Arbitraries.doubles().between(0, true, 1, false),
            Arbitraries.integers().between(1, LONGEST_PIECE),
            Arbitraries.bytes())
        .as(Damage::new);
  }

  private enum Kind {
    CHANGE,
    CUT_OUT,
    DOUBLE,
    INSERT,
    END
  }

  /**
   * @param share where, as a share of the whole
   */
  private record Damage(Kind kind, double share, int length, byte value) {
    byte[] in(byte[] bytes) {
      int at = (int) (share * bytes.length);
      int end = Math.min(bytes.length, at + length);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(bytes, 0, at);
      switch (kind) {
        case CHANGE -> {
          if (at < bytes.length) {
            out.write(value);
            out.write(bytes, at + 1, bytes.length - at - 1);
          }
        }
        case CUT_OUT -> out.write(bytes, end, bytes.length - end);
        case DOUBLE -> {
          out.write(bytes, at, end - at);
          out.write(bytes, at, bytes.length - at);
        }
        case INSERT -> {
          out.write(value);
          out.write(bytes, at, bytes.length - at);
        }
        case END -> {}
      }
      return out.toByteArray();
    }
  }
}
