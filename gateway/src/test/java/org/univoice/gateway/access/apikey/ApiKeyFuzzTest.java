package org.univoice.gateway.access.apikey;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.univoice.gateway.testing.DamagedSeeds;

/** Only what is written exactly as a key is taken for one. */
class ApiKeyFuzzTest {
  @FuzzTest(maxDuration = "5m")
  void fuzz(byte[] bytes) {
    take(bytes);
  }

  @Property(tries = 500)
  void shouldTakeAnyBytes(@ForAll byte[] bytes) {
    take(bytes);
  }

  @Property(tries = 500)
  void shouldTakeADamagedKey(@ForAll("damaged") byte[] bytes) {
    take(bytes);
  }

  @Property(tries = 20)
  void shouldTakeEveryKeyOfOurs() {
    String text = KeyText.random(new SecureRandom()).text();
    if (!KeyText.parse(text).map(KeyText::text).equals(java.util.Optional.of(text))) {
      throw new AssertionError(text);
    }
  }

  @Provide
  Arbitrary<byte[]> damaged() {
    return DamagedSeeds.of(ApiKeyFuzzTest.class);
  }

  private static void take(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    KeyText.parse(text)
        .ifPresent(
            key -> {
              if (!key.text().equals(text) || key.toString().contains(key.secret())) {
                throw new AssertionError("'" + text + "' was taken for " + key.text());
              }
            });
  }
}
