package org.univoice.job.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import org.junit.jupiter.api.Test;
import org.univoice.internal.v1.Caption;
import org.univoice.internal.v1.Delivery;
import org.univoice.job.diarization.Utterance;
import org.univoice.job.recognition.RecognizedSegment;
import org.univoice.job.recognition.RecognizedWord;
import org.univoice.job.segmentation.SegmentKind;
import org.univoice.job.segmentation.SegmentRef;
import org.univoice.job.stream.LatencyMarks;

class ParcelWriterTest {

  @Test
  void shouldFlagACaptionUnderEightyPercent() throws Exception {
    assertThat(caption(SegmentKind.FINAL, 0.79f).getLowConfidence()).isTrue();
    assertThat(caption(SegmentKind.FINAL, 0.8f).getLowConfidence()).isFalse();
  }

  @Test
  void shouldTellPartialsFromFinals() throws Exception {
    assertThat(caption(SegmentKind.PARTIAL, 0.9f).getFinal()).isFalse();
    assertThat(caption(SegmentKind.CANDIDATE, 0.9f).getFinal()).isTrue();
  }

  @Test
  void shouldMarkWhatWasSaidWhileSomebodyElseSpoke() throws Exception {
    assertThat(caption(SegmentKind.FINAL, 0.9f, true).getOverlapped()).isTrue();
    assertThat(caption(SegmentKind.FINAL, 0.9f, false).getOverlapped()).isFalse();
  }

  private static Caption caption(SegmentKind kind, float confidence)
      throws InvalidProtocolBufferException {
    return caption(kind, confidence, false);
  }

  private static Caption caption(SegmentKind kind, float confidence, boolean overlapped)
      throws InvalidProtocolBufferException {
    var ref = new SegmentRef("session", "ana", 100, 900, 1, kind, LatencyMarks.NONE);
    var said =
        new RecognizedSegment(
            ref, "en", "good morning", new RecognizedWord[0], confidence, null, null, null);
    var utterance = new Utterance(said, "S1", null, new String[] {"pt"}, null, null, overlapped);
    Parcel parcel = ParcelWriter.caption(utterance);
    return Delivery.parseFrom(parcel.content()).getCaption();
  }
}
