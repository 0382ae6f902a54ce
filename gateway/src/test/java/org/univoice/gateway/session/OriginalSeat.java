package org.univoice.gateway.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.univoice.gateway.delivery.OriginalPiece;

/** Somebody with a connection, who speaks and hears the others as they are. */
final class OriginalSeat implements ParticipantConnection {
  private static final int CHUNK = 1_600;

  final Participant who;
  final AtomicInteger woken = new AtomicInteger();

  OriginalSeat(Participant who, Original original) {
    this.who = who;
    who.attach(this);
    configure(original);
  }

  void configure(Original original) {
    AudioFormat audio = new AudioFormat("pcm16", 16_000, 1);
    who.configure(
        this, new Configuration(audio, "en", "pt", Captions.ALL, AudioFormat.SPEECH, original));
  }

  void speak(byte[] pcm) {
    who.audio(this, pcm);
  }

  void speakFor(int chunks) {
    for (int i = 0; i < chunks; i++) {
      speak(new byte[CHUNK]);
    }
  }

  List<OriginalPiece> heard() {
    List<OriginalPiece> all = new ArrayList<>();
    for (Optional<OriginalPiece> next = who.pollOriginal(this);
        next.isPresent();
        next = who.pollOriginal(this)) {
      all.add(next.get());
    }
    return all;
  }

  @Override
  public void deliveriesWaiting() {
    woken.incrementAndGet();
  }

  @Override
  public void replaced() {}
}
