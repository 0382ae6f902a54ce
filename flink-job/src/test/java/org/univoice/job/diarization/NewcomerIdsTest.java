package org.univoice.job.diarization;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.univoice.job.recognition.RecognizedWord;
import org.univoice.job.recognition.WindowPrint;

class NewcomerIdsTest {

  private static final SpeakerRoster TWO_NAMED =
      new SpeakerRoster(new Speaker[0], new Turn[0], 2, null);

  @Test
  void shouldGiveAVoiceTheIdThatMostOfItWasDeliveredWith() {
    var ids = ids(new int[] {1, 0, 1}, turn("S1", 2), turn("S2", 5), turn("S2", 4));

    assertThat(ids.of(0, TWO_NAMED)).isEqualTo("S2");
    assertThat(ids.of(1, TWO_NAMED)).isEqualTo("S1");
  }

  @Test
  void shouldGiveNobodyElseTheIdOfWhoTurnedOutToBeOneWithAnother() {
    var ids = ids(new int[] {0, 0}, turn("S1", 5), turn("S2", 2));

    assertThat(ids.isDelivered(1)).isFalse();
    assertThat(ids.of(1, TWO_NAMED)).isEqualTo("S3");
    assertThat(ids.of(0, TWO_NAMED)).isEqualTo("S1");
  }

  @Test
  void shouldGiveAnIdAgainThatOnlyARevisionGaveAway() {
    var ids = ids(new int[] {0}, turn("S1", 5));

    assertThat(ids.of(1, TWO_NAMED)).isEqualTo("S2");
  }

  @Test
  void shouldNotRenameWhoWasKnownBefore() {
    var ids =
        new NewcomerIds(
            new String[] {"S2"}, new HeardTurn[] {turn("S1", 5)}, new int[] {1}, voice -> true);

    assertThat(ids.isDelivered(1)).isFalse();
    assertThat(ids.of(1, TWO_NAMED)).isEqualTo("S2");
  }

  private static NewcomerIds ids(int[] voices, HeardTurn... heard) {
    return new NewcomerIds(new String[] {"S1", "S2"}, heard, voices, voice -> true);
  }

  private static HeardTurn turn(String speaker, int windows) {
    return new HeardTurn(speaker, new WindowPrint[windows], new RecognizedWord[0]);
  }
}
