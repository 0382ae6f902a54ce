package org.univoice.gateway.session;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.univoice.gateway.access.Permission;
import org.univoice.gateway.audio.EncodedAudio;
import org.univoice.gateway.audio.InvalidAudioFormatException;
import org.univoice.gateway.catalogue.Languages;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;

/** Says whether a configuration can be served, and when not, what could. */
public final class ConfigurationChecker {
  private static final String AUTO = "auto";
  private static final String SUPPORTED = "supported";
  private static final List<String> INPUT_FORMATS = List.of("pcm16", "wav", "mp3", "opus");

  private ConfigurationChecker() {}

  /**
   * @throws RefusedException with what is served, when this is not
   */
  public static void check(
      Configuration configuration, Set<Permission> permissions, Languages languages) {
    if (configuration.speaks().isEmpty() && configuration.hears().isEmpty()) {
      throw new RefusedException(
              ErrorCode.INVALID_REQUEST,
              "Neither 'speaks' nor 'hears' names a language.",
              "Name at least one of them.")
          .about("speaks");
    }
    if (configuration.speaking()) {
      permit("speaks", Permission.SPEAK, permissions);
      if (!configuration.speaks().equals(AUTO)) {
        serve("speaks", configuration.speaks(), languages.spoken(), " or auto");
      }
      checkAudio(configuration.audio());
    }
    if (!configuration.hears().isEmpty()) {
      permit("hears", Permission.LISTEN, permissions);
      serve("hears", configuration.hears(), languages.heard(), "");
    } else if (configuration.original() != Original.OFF) {
      throw new RefusedException(
              ErrorCode.INVALID_REQUEST,
              "'original' is there beside a translation, but 'hears' names no language.",
              "Name one, or leave 'original' out.")
          .about("original");
    }
  }

  private static void permit(String field, Permission needed, Set<Permission> permissions) {
    if (!permissions.contains(needed)) {
      throw new RefusedException(
              ErrorCode.FORBIDDEN,
              "The ticket does not permit to "
                  + needed.name().toLowerCase(java.util.Locale.ROOT)
                  + ".",
              "Ask for a ticket with the permission " + needed + ".")
          .about(field);
    }
  }

  private static void serve(String field, String tag, Collection<String> served, String more) {
    if (!served.contains(Languages.primary(tag))) {
      throw new RefusedException(
              ErrorCode.UNSUPPORTED_LANGUAGE,
              "No model serves '" + tag + "' for '" + field + "'.",
              "Use one of: " + String.join(", ", served) + more + ".")
          .about(field)
          .with(SUPPORTED, List.copyOf(served));
    }
  }

  private static void checkAudio(AudioFormat audio) {
    if (audio == null) {
      throw new RefusedException(
              ErrorCode.INVALID_REQUEST,
              "'audio' is missing, but 'speaks' says that audio will come.",
              "Send \"audio\":{\"format\":\"pcm16\",\"sampleRate\":16000,\"channels\":1}.")
          .about("audio");
    }
    if (!INPUT_FORMATS.contains(audio.format())) {
      throw new RefusedException(
              ErrorCode.INVALID_AUDIO_FORMAT,
              "Audio cannot be sent as '" + audio.format() + "'.",
              "Send one of: " + String.join(", ", INPUT_FORMATS) + ".")
          .about("audio.format")
          .with(SUPPORTED, INPUT_FORMATS);
    }
    if (audio.format().equals("pcm16")) {
      try {
        EncodedAudio.pcm16(audio.sampleRate(), audio.channels());
      } catch (InvalidAudioFormatException e) {
        throw new RefusedException(ErrorCode.INVALID_AUDIO_FORMAT, e.getMessage(), e.suggestion())
            .about("audio");
      }
    }
  }
}
