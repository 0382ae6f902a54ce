package org.univoice.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.access.Permission;
import org.univoice.gateway.catalogue.Catalogues;
import org.univoice.gateway.catalogue.Languages;
import org.univoice.gateway.error.RefusedException;

class ConfigurationCheckerTest {
  private static final Languages SERVED = Catalogues.englishAndPortuguese().languages();
  private static final Set<Permission> ALL = Set.of(Permission.values());
  private static final AudioFormat PCM = new AudioFormat("pcm16", 16_000, 1);

  @Test
  void shouldSayWhichFieldIsAtFaultAndWhatCouldBeThere() {
    assertThat(details(PCM, "tlh", "pt", Original.OFF))
        .isEqualTo(Map.of("field", "speaks", "supported", List.of("en", "pt")));
    assertThat(details(PCM, "auto", "tlh", Original.OFF))
        .isEqualTo(Map.of("field", "hears", "supported", List.of("en", "pt")));
    assertThat(details(new AudioFormat("flac", 16_000, 1), "en", "", Original.OFF))
        .isEqualTo(
            Map.of("field", "audio.format", "supported", List.of("pcm16", "wav", "mp3", "opus")));
    assertThat(details(new AudioFormat("pcm16", 1, 1), "en", "", Original.OFF))
        .isEqualTo(Map.of("field", "audio"));
    assertThat(details(null, "en", "", Original.OFF)).isEqualTo(Map.of("field", "audio"));
    assertThat(details(null, "", "", Original.OFF)).isEqualTo(Map.of("field", "speaks"));
    assertThat(details(PCM, "en", "", Original.DUCKED)).isEqualTo(Map.of("field", "original"));
  }

  @Test
  void shouldSayWhatTheTicketDoesNotPermit() {
    Configuration both = wanted(PCM, "en", "pt", Original.OFF);

    assertThat(refusal(both, Set.of(Permission.LISTEN)).details())
        .isEqualTo(Map.of("field", "speaks"));
    assertThat(refusal(both, Set.of(Permission.SPEAK)).details())
        .isEqualTo(Map.of("field", "hears"));
    assertThatCode(() -> ConfigurationChecker.check(both, ALL, SERVED)).doesNotThrowAnyException();
  }

  private static Map<String, Object> details(
      AudioFormat audio, String speaks, String hears, Original original) {
    return refusal(wanted(audio, speaks, hears, original), ALL).details();
  }

  private static RefusedException refusal(Configuration wanted, Set<Permission> permissions) {
    return catchThrowableOfType(
        RefusedException.class, () -> ConfigurationChecker.check(wanted, permissions, SERVED));
  }

  private static Configuration wanted(
      AudioFormat audio, String speaks, String hears, Original original) {
    return new Configuration(
        audio, speaks, hears, Captions.ALL, AudioFormat.SPEECH, original, false);
  }
}
