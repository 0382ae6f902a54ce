package org.univoice.gateway.glossary;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.testing.DamagedSeeds;

/** Whatever file comes, it is refused with what to do, or is the same glossary when read again. */
class GlossaryFileFuzzTest {
  private static final Set<String> LANGUAGES = Set.of("en", "pt");

  @FuzzTest(maxDuration = "5m")
  void fuzz(byte[] bytes) {
    take(bytes);
  }

  @Property(tries = 500)
  void shouldTakeAnyBytes(@ForAll byte[] bytes) {
    take(bytes);
  }

  @Property(tries = 500)
  void shouldTakeADamagedFile(@ForAll("damaged") byte[] bytes) {
    take(bytes);
  }

  @Provide
  Arbitrary<byte[]> damaged() {
    return DamagedSeeds.of(GlossaryFileFuzzTest.class);
  }

  private static void take(byte[] bytes) {
    List<Term> terms;
    try {
      terms = GlossaryFile.read(bytes, LANGUAGES);
    } catch (RefusedException e) {
      if (e.getMessage().length() > 300 || e.suggestion().isBlank()) {
        throw new AssertionError(e);
      }
      return;
    }
    byte[] file = GlossaryFile.write(terms);
    List<Term> again = GlossaryFile.read(file, LANGUAGES);
    if (!again.equals(terms)) {
      throw new AssertionError(again + " was " + terms);
    }
  }
}
