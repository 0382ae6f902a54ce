package org.univoice.job.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.InvalidProtocolBufferException;

/** Whatever is read from the stream is events or no envelope. */
class EnvelopeReaderFuzzTest {

  @FuzzTest(maxDuration = "5m")
  void fuzz(byte[] bytes) {
    try {
      for (TrackEvent event : EnvelopeReader.read(bytes)) {
        assertThat(event.audio() == null).isNotEqualTo(event.control() == null);
      }
    } catch (InvalidProtocolBufferException e) {
      // Counted, and the job goes on with the next one.
    }
  }
}
