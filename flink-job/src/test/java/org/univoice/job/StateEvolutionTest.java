package org.univoice.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.junit.jupiter.api.Test;
import org.univoice.job.delivery.DeliveryMemory;
import org.univoice.job.delivery.Listener;
import org.univoice.job.diarization.SessionMemory;
import org.univoice.job.diarization.Speaker;
import org.univoice.job.diarization.Utterance;
import org.univoice.job.pacing.Playout;
import org.univoice.job.recognition.RecognitionMemory;
import org.univoice.job.segmentation.SpeechSegment;
import org.univoice.job.segmentation.TrackMemory;
import org.univoice.job.stream.QualityMode;
import org.univoice.job.synthesis.SynthesisMemory;
import org.univoice.job.translation.TargetedUtterance;
import org.univoice.job.voice.VoiceTier;
import org.univoice.job.voice.VoicedTranslation;

/**
 * State that a build without enrolled voices and glossaries wrote, with the snapshot of its
 * serializer, as they lie in a savepoint. The stored files are never written again.
 */
class StateEvolutionTest {

  @Test
  void shouldReadASessionThatKnewNoEnrolledVoices() throws Exception {
    SessionMemory memory = stored("session-memory", SessionMemory.class);

    assertThat(memory.everWanted()).containsExactly("pt");
    assertThat(memory.participants()[0].track()).isEqualTo("ana");
    Speaker ana = memory.roster().speakers()[0];
    assertThat(ana.id()).isEqualTo("S1");
    assertThat(ana.profile().utterances()).isEqualTo(3);
    assertThat(ana.profileId()).isNull();
    assertThat(memory.roster().speakers()[1].profile()).isNull();
    assertThat(memory.roster().turns()[0].segmentStartMillis()).isEqualTo(1_000);
    assertThat(memory.roster().turns()[0].heard()).isNull();
    assertThat(memory.roster().named()).isEqualTo(2);
  }

  @Test
  void shouldReadAnUtteranceThatHadNoTerms() throws Exception {
    Utterance utterance = stored("targeted-utterance", TargetedUtterance.class).utterance();

    assertThat(utterance.recognized().text()).isEqualTo("hello");
    assertThat(utterance.speaker()).isEqualTo("S1");
    assertThat(utterance.targets()).containsExactly("pt");
    assertThat(utterance.profileId()).isNull();
    assertThat(utterance.terms()).isNull();
    assertThat(utterance.style()).isNull();
  }

  @Test
  void shouldReadATranslationThatKnewNoEnrolledVoice() throws Exception {
    VoicedTranslation voiced = stored("voiced-translation", VoicedTranslation.class);

    assertThat(voiced.wanted()).isEqualTo(VoiceTier.SIMILAR);
    assertThat(voiced.translation().text()).isEqualTo("olá");
    assertThat(voiced.translation().profileId()).isNull();
    assertThat(voiced.translation().manner()).isNull();
    assertThat(voiced.translation().emphasis()).isEmpty();
  }

  @Test
  void shouldReadVoicesThatWereKeptBeforeSpeechWasMeasured() throws Exception {
    SynthesisMemory memory = stored("synthesis-memory", SynthesisMemory.class);

    assertThat(memory.voiceOf("S1")).isEqualTo("pf_dora");
    assertThat(memory.reached()).isEqualTo(VoiceTier.SIMILAR);
    assertThat(memory.playout()).isEqualTo(Playout.NOTHING_HEARD);
  }

  @Test
  void shouldReadACutBeforeWhichNobodyKnowsWhatWasSaid() throws Exception {
    var cut = stored("recognition-memory", RecognitionMemory.class).cut();

    assertThat(cut.atMillis()).isEqualTo(3_500);
    assertThat(cut.said()).isNull();
  }

  @Test
  void shouldReadListenersWhoDidNotAskForTheirOwnTranslations() throws Exception {
    Listener ana = stored("delivery-memory", DeliveryMemory.class).listeners()[0];

    assertThat(ana.hears()).isEqualTo("pt");
    assertThat(ana.missedSequence()).isEqualTo(7);
    assertThat(ana.ownTranslations()).isFalse();
  }

  @Test
  void shouldReadATrackWhoseSessionPreferredNothing() throws Exception {
    var memory = stored("track-memory", TrackMemory.class);

    assertThat(memory.recognition().vocabulary()).containsExactly("Quilter");
    assertThat(memory.segmenter().isOpen()).isTrue();
    assertThat(memory.segmenter().mode()).isEqualTo(QualityMode.BALANCED);
    assertThat(QualityMode.orBalanced(memory.quality())).isEqualTo(QualityMode.BALANCED);
  }

  @Test
  void shouldReadASegmentOfASessionThatPreferredNothing() throws Exception {
    var segment = stored("speech-segment", SpeechSegment.class);

    assertThat(segment.options().masksProfanity()).isTrue();
    assertThat(segment.mode()).isEqualTo(QualityMode.BALANCED);
  }

  /** As Flink migrates: the former serializer, restored for today's class, reads. */
  private static <T> T stored(String name, Class<T> type) throws IOException {
    try (var file = StateEvolutionTest.class.getResourceAsStream("/state/" + name + ".bin")) {
      var in = new DataInputViewStreamWrapper(new DataInputStream(file));
      TypeSerializerSnapshot<T> former =
          TypeSerializerSnapshot.readVersionedSnapshot(
              in, Thread.currentThread().getContextClassLoader());
      TypeSerializer<T> now = TypeInformation.of(type).createSerializer(new SerializerConfigImpl());
      var compatibility = now.snapshotConfiguration().resolveSchemaCompatibility(former);
      assertThat(compatibility.isIncompatible()).isFalse();
      return former.restoreSerializer().deserialize(in);
    }
  }
}
