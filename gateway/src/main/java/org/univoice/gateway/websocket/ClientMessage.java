package org.univoice.gateway.websocket;

import org.univoice.gateway.session.AudioFormat;
import org.univoice.gateway.session.Captions;
import org.univoice.gateway.session.Original;

/** What a client says in a text message. */
public sealed interface ClientMessage {

  /** Which of them it is, as the message itself says. */
  String action();

  /**
   * @param audio null when absent
   * @param output the format asked for; null when absent
   * @param ownTranslations whether translations of what it says itself are sent as well, as text
   */
  record Configure(
      AudioFormat audio,
      String speaks,
      String hears,
      Captions captions,
      String output,
      Original original,
      boolean ownTranslations)
      implements ClientMessage {
    static final String ACTION = "session.configure";

    @Override
    public String action() {
      return ACTION;
    }
  }

  record Control(Command command) implements ClientMessage {
    static final String ACTION = "audio.control";

    @Override
    public String action() {
      return ACTION;
    }

    /** What to do with the track. */
    public enum Command {
      PAUSE,
      RESUME,
      STOP
    }
  }

  record Status() implements ClientMessage {
    static final String ACTION = "session.status";

    @Override
    public String action() {
      return ACTION;
    }
  }

  record Resume(long lastSequence) implements ClientMessage {
    static final String ACTION = "session.resume";

    @Override
    public String action() {
      return ACTION;
    }
  }
}
