package org.univoice.gateway.delivery;

import java.util.List;
import java.util.Optional;

/** What a delivery carries. Times are milliseconds on the speaking track's timeline. */
public sealed interface DeliveryBody {

  /**
   * What was said; a final replaces every partial of its segment.
   *
   * @param stableCharacters of a partial's text that its final begins with, too
   * @param overlapped whether somebody else spoke at the same time; false in partials
   */
  record Caption(
      Segment segment,
      boolean isFinal,
      String language,
      String text,
      float confidence,
      boolean lowConfidence,
      List<Word> words,
      int stableCharacters,
      boolean overlapped)
      implements DeliveryBody {

    /** Nothing of it is stable, or all; nobody else spoke. */
    public Caption(
        Segment segment,
        boolean isFinal,
        String language,
        String text,
        float confidence,
        boolean lowConfidence,
        List<Word> words) {
      this(segment, isFinal, language, text, confidence, lowConfidence, words, 0, false);
    }
  }

  record Translation(
      Segment segment,
      String sourceLanguage,
      String language,
      String text,
      float confidence,
      List<String> alternatives,
      List<Entity> entities,
      String tier)
      implements DeliveryBody {}

  record SpeechBegin(Segment segment, String language, String voice) implements DeliveryBody {}

  /** 24 kHz mono little-endian 16-bit samples; index from 0 without gaps. */
  record SpeechChunk(String segmentId, int index, byte[] pcm) implements DeliveryBody {
    private static final int BYTES_PER_MILLI = 48;

    public int durationMillis() {
      return pcm.length / BYTES_PER_MILLI;
    }
  }

  record SpeechEnd(String segmentId, String language, String voice, int chunks)
      implements DeliveryBody {}

  /**
   * @param capturedAtMillis when the segment's last voiced sample was captured, since the epoch
   */
  record Latency(String segmentId, String language, Stages stages, long capturedAtMillis)
      implements DeliveryBody {}

  record Notice(String code, String message, String suggestion, String segmentId)
      implements DeliveryBody {}

  record TrackFinished(String track, String language) implements DeliveryBody {}

  /**
   * All that was missed has been sent again; not for the client.
   *
   * @param attachedAtMillis names the attachment that it answers
   * @param position empty when an older job answers
   */
  record Replayed(long attachedAtMillis, Optional<TrackPosition> position)
      implements DeliveryBody {}

  /**
   * What a session taught of a voice; not for the client.
   *
   * @param profileId whose it is
   * @param model what made the embeddings
   * @param samples how many voiceprints were added up
   * @param embeddingSum of them
   * @param lnPitchMean mean of ln F0 in Hz; NaN when nothing was voiced, as the next
   */
  record VoiceLearned(
      String profileId,
      String model,
      int samples,
      List<Float> embeddingSum,
      float lnPitchMean,
      float lnPitchDeviation,
      List<Float> spectrum,
      float loudness,
      float rate)
      implements DeliveryBody {

    /** Never the embedding: it identifies a person. */
    @Override
    public String toString() {
      return "VoiceLearned[" + profileId + ", " + samples + "]";
    }
  }

  /**
   * Names a segment.
   *
   * @param speaker "S1", "S2", … as told apart by the job
   * @param track the participant that spoke
   * @param voiceProfileId whose enrolled voice it is; empty for nobody's, and but in captions
   */
  record Segment(
      String id,
      String speaker,
      String track,
      long startMillis,
      long endMillis,
      String voiceProfileId) {

    /** Of nobody's enrolled voice. */
    public Segment(String id, String speaker, String track, long startMillis, long endMillis) {
      this(id, speaker, track, startMillis, endMillis, "");
    }
  }

  record Word(String text, long startMs, long endMs, float confidence) {}

  record Entity(String text, String type) {}

  /** Milliseconds per stage. */
  record Stages(
      long segmentation,
      long recognition,
      long translation,
      long firstSpeech,
      long delivery,
      long endToEnd) {}
}
