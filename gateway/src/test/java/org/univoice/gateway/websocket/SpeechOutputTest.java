package org.univoice.gateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.univoice.gateway.access.Permission;
import org.univoice.gateway.audio.PcmNormalizer;
import org.univoice.gateway.audio.SpeechEncoder;
import org.univoice.gateway.audio.SpeechFormat;
import org.univoice.gateway.session.AudioFormat;
import org.univoice.gateway.session.Captions;
import org.univoice.gateway.session.Configuration;
import org.univoice.gateway.session.Participant;
import org.univoice.gateway.session.ParticipantConnection;
import org.univoice.gateway.session.RandomIds;
import org.univoice.gateway.session.Session;
import org.univoice.gateway.session.SessionLimits;
import org.univoice.gateway.session.SessionRegistry;
import org.univoice.gateway.session.TrackMicrophone;
import org.univoice.gateway.stream.FakeStreamPublisher;
import org.univoice.gateway.websocket.ServerMessage.Audio;

class SpeechOutputTest {
  private static final int UNIT = 480;

  private final List<Units> opened = new ArrayList<>();
  private final SpeechOutput output =
      new SpeechOutput(
          format -> {
            opened.add(new Units());
            return opened.get(opened.size() - 1);
          });
  private final Participant listener = listener(SpeechFormat.OPUS);

  @Test
  void shouldLeaveSamplesAsTheyAre() {
    Audio audio = speech(7, 1, 0, 100);

    assertThat(output.encoded(audio, listener(SpeechFormat.PCM16))).containsExactly(audio);
    assertThat(opened).isEmpty();
  }

  @Test
  void shouldSayOfEachUnitWhenItSoundsAndWhichDeliveryCompletedIt() {
    assertThat(heard(speech(7, 1, 0, 50))).containsExactly("7 1 0", "7 1 20");
    assertThat(heard(speech(8, 1, 50, 50))).containsExactly("8 1 40", "8 1 60", "8 1 80");
    assertThat(heard(speech(9, 1, 300, 30))).containsExactly("9 1 300");
    assertThat(heard(end(12, 1))).containsExactly("12 1 320", "end");
    assertThat(opened.get(0).isClosed).isTrue();
  }

  @Test
  void shouldEncodeSpeechesThatOverlapEachByItself() {
    assertThat(heard(speech(1, 1, 0, 30))).containsExactly("1 1 0");
    assertThat(heard(speech(2, 2, 0, 30))).containsExactly("2 2 0");
    assertThat(heard(speech(3, 1, 30, 30))).containsExactly("3 1 20", "3 1 40");
    assertThat(heard(speech(4, 2, 30, 30))).containsExactly("4 2 20", "4 2 40");
    assertThat(opened).hasSize(2);
  }

  @Test
  void shouldBeginAnewWhenASpeechBeginsAgain() {
    heard(speech(1, 1, 0, 30));
    output.encoded(
        new ServerMessage.SpeechBegin(2, "t:0", "S1", "t", "pt", "similar", 1, 0, 900), listener);

    assertThat(opened.get(0).isClosed).isTrue();
    assertThat(heard(speech(3, 1, 0, 30))).containsExactly("3 1 0");
    assertThat(opened).hasSize(2);
  }

  @Test
  void shouldCompleteTheOldestWhenThereAreTooManyAtOnce() {
    for (int number = 1; number <= 4; number++) {
      heard(speech(number, number, 0, 30));
    }
    heard(speech(5, 1, 30, 10));

    assertThat(heard(speech(6, 5, 0, 30))).containsExactly("6 2 20", "6 5 0");
    assertThat(opened).hasSize(5).filteredOn(units -> units.isClosed).hasSize(1);
  }

  @Test
  void shouldCloseEveryEncoderWithTheConnection() {
    heard(speech(1, 1, 0, 30));
    heard(speech(2, 2, 0, 30));
    output.close();

    assertThat(opened).allMatch(units -> units.isClosed);
  }

  private List<String> heard(ServerMessage message) {
    return output.encoded(message, listener).stream()
        .map(
            said ->
                said instanceof Audio audio
                    ? audio.sequence() + " " + audio.audio() + " " + audio.timeMillis()
                    : "end")
        .toList();
  }

  private static Audio speech(long sequence, int number, int fromMillis, int millis) {
    return new Audio(sequence, number, fromMillis, new byte[millis * 48]);
  }

  private static ServerMessage end(long sequence, int number) {
    return new ServerMessage.SpeechEnd(sequence, "t:0", "pt", "similar", number, 2);
  }

  private static Participant listener(SpeechFormat format) {
    SessionRegistry sessions =
        new SessionRegistry(
            SessionLimits.DEFAULT,
            new RandomIds(),
            () -> new TrackMicrophone((rate, channels) -> PcmNormalizer.passingThrough()),
            new FakeStreamPublisher(),
            Clock.systemUTC());
    Session session = sessions.open("owner");
    Participant listener = sessions.join(session, "Ana", java.util.Set.of(Permission.values()));
    ParticipantConnection connection =
        new ParticipantConnection() {
          @Override
          public void deliveriesWaiting() {}

          @Override
          public void replaced() {}
        };
    listener.attach(connection);
    listener.configure(
        connection, new Configuration(null, "", "pt", Captions.ALL, AudioFormat.speech(format)));
    return listener;
  }

  /** Units of 20 ms, the last as short as it comes. */
  private static final class Units implements SpeechEncoder {
    private int waiting;
    private boolean isClosed;

    @Override
    public List<byte[]> encode(byte[] pcm) {
      waiting += pcm.length / 2;
      List<byte[]> units = new ArrayList<>();
      for (; waiting >= UNIT; waiting -= UNIT) {
        units.add(new byte[60]);
      }
      return units;
    }

    @Override
    public List<byte[]> finish() {
      return waiting == 0 ? List.of() : List.of(new byte[20]);
    }

    @Override
    public int unitSamples() {
      return UNIT;
    }

    @Override
    public void close() {
      isClosed = true;
    }
  }
}
