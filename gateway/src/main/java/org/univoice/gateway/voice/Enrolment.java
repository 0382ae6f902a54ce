package org.univoice.gateway.voice;

import java.io.InputStream;
import java.util.function.Supplier;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.voice.EnrolmentAudio.Heard;

/** Where the speech comes from that a profile is made from. */
@FunctionalInterface
public interface Enrolment {

  /**
   * @throws RefusedException INVALID_AUDIO_FORMAT or INSUFFICIENT_AUDIO, and whatever the source
   *     refuses
   */
  Heard heardBy(EnrolmentAudio ears);

  /**
   * @param file WAV, MP3 or Ogg Opus
   */
  static Enrolment ofFile(byte[] file) {
    return ears -> ears.hear(file);
  }

  /**
   * @param pcm 16 kHz mono, of any length; asked for once the caller has been admitted
   */
  static Enrolment ofRecording(Supplier<InputStream> pcm) {
    return ears -> ears.hear(pcm.get());
  }
}
