package org.univoice.gateway.websocket;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.univoice.gateway.audio.SpeechEncoder;
import org.univoice.gateway.audio.SpeechFormat;
import org.univoice.gateway.session.Configuration;
import org.univoice.gateway.session.Participant;
import org.univoice.gateway.websocket.ServerMessage.Audio;
import org.univoice.gateway.websocket.ServerMessage.SpeechBegin;
import org.univoice.gateway.websocket.ServerMessage.SpeechEnd;

/**
 * Encodes speech in the format that its listener asked for, each speech by an encoder of its own.
 * One per connection, used by one thread at a time.
 *
 * <p>A unit carries the sequence of the delivery that completed it. Speeches of several speakers
 * may overlap; of more than a few at once the one that got nothing for longest is completed early.
 */
public final class SpeechOutput implements AutoCloseable {
  private static final int MOST_AT_ONCE = 4;
  private static final int SAMPLES_PER_MILLI = SpeechFormat.RATE_HZ / 1_000;

  private final SpeechEncoder.Factory encoders;
  // From the one used longest ago to the one used last.
  private final Map<Integer, Speech> speeches = new LinkedHashMap<>(16, 0.75f, true);

  public SpeechOutput(SpeechEncoder.Factory encoders) {
    this.encoders = encoders;
  }

  /** What is sent for this message: itself, or what it becomes. */
  public List<ServerMessage> encoded(ServerMessage message, Participant listener) {
    if (message instanceof Audio audio) {
      SpeechFormat format = format(listener);
      return format == SpeechFormat.PCM16 ? List.of(audio) : encoded(audio, format);
    }
    if (message instanceof SpeechBegin begin) {
      // Said again after a lost connection, or anew: what was left of it is worth nothing.
      close(begin.audio());
    } else if (message instanceof SpeechEnd end) {
      List<ServerMessage> rest = finished(end.audio(), end.sequence());
      rest.add(end);
      return rest;
    }
    return List.of(message);
  }

  private static SpeechFormat format(Participant listener) {
    return listener
        .configuration()
        .map(Configuration::output)
        .flatMap(output -> SpeechFormat.of(output.format()))
        .orElse(SpeechFormat.PCM16);
  }

  private List<ServerMessage> encoded(Audio audio, SpeechFormat format) {
    List<ServerMessage> messages = new ArrayList<>();
    Speech speech = speeches.get(audio.audio());
    if (speech == null || speech.format != format) {
      close(audio.audio());
      if (speeches.size() == MOST_AT_ONCE) {
        int longestAgo = speeches.keySet().iterator().next();
        messages.addAll(finished(longestAgo, audio.sequence()));
      }
      speech = new Speech(format, encoders.open(format));
      speeches.put(audio.audio(), speech);
    }
    speech.begin(audio);
    speech.add(speech.encoder.encode(audio.pcm()), audio.sequence(), audio.audio(), messages);
    return messages;
  }

  private List<ServerMessage> finished(int number, long sequence) {
    List<ServerMessage> messages = new ArrayList<>();
    Speech speech = speeches.get(number);
    if (speech != null) {
      speech.add(speech.encoder.finish(), sequence, number, messages);
      close(number);
    }
    return messages;
  }

  private void close(int number) {
    Speech speech = speeches.remove(number);
    if (speech != null) {
      speech.encoder.close();
    }
  }

  @Override
  public void close() {
    List.copyOf(speeches.keySet()).forEach(this::close);
  }

  private static final class Speech {
    private final SpeechFormat format;
    private final SpeechEncoder encoder;
    private long heldSamples;
    private long nextSample;

    private Speech(SpeechFormat format, SpeechEncoder encoder) {
      this.format = format;
      this.encoder = encoder;
    }

    /** The next unit begins with what the encoder holds, which lies right before these samples. */
    private void begin(Audio audio) {
      nextSample = (long) audio.timeMillis() * SAMPLES_PER_MILLI - heldSamples;
      heldSamples += audio.pcm().length / Short.BYTES;
    }

    private void add(List<byte[]> units, long sequence, int number, List<ServerMessage> messages) {
      for (byte[] unit : units) {
        int millis = (int) Math.max(0, nextSample / SAMPLES_PER_MILLI);
        messages.add(new Audio(sequence, number, millis, unit));
        long samples = encoder.unitSamples() == 0 ? heldSamples : encoder.unitSamples();
        nextSample += samples;
        heldSamples -= samples;
      }
    }
  }
}
