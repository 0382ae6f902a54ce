package org.univoice.job.translation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a place is called in another language: countries as the JDK's CLDR data name them, and the
 * cities and regions of {@code places.en-pt.tsv} whose names differ. Any other place is called as
 * it was said.
 */
final class PlaceNames {

  private static final String[] NAMED = {"en", "pt"};
  private static final Map<String, String> KNOWN = read();

  private PlaceNames() {}

  /** Empty when the place is not known by a name of its own in the target language. */
  static Optional<String> of(String place, String source, String target) {
    return Optional.ofNullable(KNOWN.get(key(source, target, place)));
  }

  private static String key(String source, String target, String place) {
    return source + ">" + target + ":" + place.toLowerCase(Locale.ROOT);
  }

  private static Map<String, String> read() {
    Map<String, String> known = new HashMap<>();
    for (String country : Locale.getISOCountries()) {
      Locale place = new Locale.Builder().setRegion(country).build();
      String[] names = new String[NAMED.length];
      for (int i = 0; i < names.length; i++) {
        names[i] = place.getDisplayCountry(Locale.forLanguageTag(NAMED[i] + "-BR"));
      }
      put(known, names);
    }
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(PlaceNames.class.getResourceAsStream("places.en-pt.tsv")),
                StandardCharsets.UTF_8))) {
      lines.lines().map(line -> line.split("\t")).forEach(names -> put(known, names));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return known;
  }

  private static void put(Map<String, String> known, String[] names) {
    known.put(key(NAMED[0], NAMED[1], names[0]), names[1]);
    known.put(key(NAMED[1], NAMED[0], names[1]), names[0]);
  }
}
