package org.univoice.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.univoice.client.AttachedClient;
import org.univoice.client.ClientException;
import org.univoice.client.MediaListener;
import org.univoice.client.Reattaching;
import org.univoice.client.SessionApi;
import org.univoice.client.SpeechFrame;
import org.univoice.client.Ticket;
import org.univoice.local.FailedException;

/** Speaks a recording into a session of its own, with one listener per language. */
public final class TranslationClient {
  private static final int POLL_MILLIS = 200;

  private final SessionApi api;
  private final CaptionListener captions;
  private final Duration silence;
  private final Consumer<AttachedClient> attached;

  /**
   * @param silence how long nothing may be heard after all has been said before we give up
   */
  public TranslationClient(SessionApi api, CaptionListener captions, Duration silence) {
    this(api, captions, silence, client -> {});
  }

  /**
   * @param attached sees every connection that is made
   */
  TranslationClient(
      SessionApi api,
      CaptionListener captions,
      Duration silence,
      Consumer<AttachedClient> attached) {
    this.api = api;
    this.captions = captions;
    this.silence = silence;
    this.attached = attached;
  }

  /**
   * As {@link #translate(Recording, String, List, boolean, OriginalChoice)}, without the original.
   */
  public TranslationResult translate(
      Recording recording, String from, List<String> to, boolean realTime)
      throws InterruptedException {
    return translate(recording, from, to, realTime, OriginalChoice.OFF);
  }

  /**
   * Returns when every listener has heard everything.
   *
   * @param from a language tag, or "auto"
   * @param realTime as a microphone would, or as fast as it is accepted
   * @param original what the listeners hear of the speaker's own voice
   * @throws FailedException when the stack falls silent before the end
   */
  public TranslationResult translate(
      Recording recording, String from, List<String> to, boolean realTime, OriginalChoice original)
      throws InterruptedException {
    try {
      return speak(recording, from, to, realTime, original);
    } catch (ClientException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      throw new FailedException(e.getMessage(), e);
    }
  }

  private TranslationResult speak(
      Recording recording, String from, List<String> to, boolean realTime, OriginalChoice original)
      throws InterruptedException {
    Ticket microphone = api.open("speaker");
    List<AttachedClient> clients = new ArrayList<>();
    List<ListenedLanguage> listeners = new ArrayList<>();
    SentTimes sent = new SentTimes(recording.chunks());
    try {
      for (String language : to) {
        ListenedLanguage heard =
            new ListenedLanguage(language, original, System::currentTimeMillis, captions);
        listeners.add(heard);
        clients.add(
            listening(
                api.join(microphone.sessionId(), "listener " + language),
                language,
                original,
                heard));
      }
      AttachedClient speaker = speaking(microphone, from, recording);
      clients.add(speaker);
      long now = System.currentTimeMillis();
      listeners.forEach(listener -> listener.begin(now));
      SpeakingClient speaking =
          new SpeakingClient(
              speaker,
              recording,
              realTime,
              sent,
              millis -> captions.sent(millis, recording.durationMillis()));
      try (var reattaching = new Reattaching(clients.subList(0, to.size()))) {
        speaking.speak();
        awaitEnd(listeners, speaker, speaking);
      }
      Map<String, short[]> speech = new LinkedHashMap<>();
      listeners.forEach(listener -> speech.put(listener.language, listener.samples()));
      return new TranslationResult(
          TranscriptMaker.make(microphone.sessionId(), from, recording, listeners, sent), speech);
    } finally {
      clients.forEach(AttachedClient::close);
    }
  }

  private AttachedClient listening(
      Ticket ticket, String language, OriginalChoice original, MediaListener heard) {
    ObjectNode configure = configure("", language).put("original", original.word());
    AttachedClient client = new AttachedClient(api, ticket, configure, heard);
    client.attach();
    attached.accept(client);
    return client;
  }

  private AttachedClient speaking(Ticket ticket, String from, Recording recording) {
    ObjectNode configure = configure(from, "");
    configure
        .putObject("audio")
        .put("format", recording.format())
        .put("sampleRate", recording.sampleRateHz())
        .put("channels", recording.channels());
    AttachedClient client = new AttachedClient(api, ticket, configure, new Microphone(captions));
    client.attach();
    attached.accept(client);
    return client;
  }

  private static ObjectNode configure(String speaks, String hears) {
    ObjectNode configure = JsonNodeFactory.instance.objectNode();
    configure.put("action", "session.configure").put("speaks", speaks).put("hears", hears);
    return configure.put("captions", "all");
  }

  private void awaitEnd(
      List<ListenedLanguage> listeners, AttachedClient speaker, SpeakingClient speaking)
      throws InterruptedException {
    for (ListenedLanguage listener : listeners) {
      long since = System.currentTimeMillis();
      while (!listener.finished().await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        if (!speaker.isConnected()) {
          speaking.finishAgain();
        }
        long quiet = System.currentTimeMillis() - Math.max(since, listener.lastHeardAtMillis());
        if (quiet > silence.toMillis()) {
          throw new FailedException(
              "Nothing has been heard in "
                  + listener.language
                  + " for "
                  + silence.toSeconds()
                  + " s, and the end has not been told");
        }
      }
    }
  }

  /** The speaker's own connection hears nothing but notices about its audio. */
  private record Microphone(CaptionListener captions) implements MediaListener {
    @Override
    public void onMessage(JsonNode message) {
      String type = message.path("type").asText();
      if (type.equals("notice") || type.equals("error")) {
        captions.notice("speaker", message.path("message").asText());
      }
    }

    @Override
    public void onSpeech(SpeechFrame frame) {}
  }
}
