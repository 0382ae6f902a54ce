package org.univoice.gateway.websocket;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.audio.SpeechFormat;
import org.univoice.gateway.catalogue.CatalogueUnavailableException;
import org.univoice.gateway.catalogue.LanguageCatalogue;
import org.univoice.gateway.catalogue.Languages;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.session.AudioFormat;
import org.univoice.gateway.session.Configuration;
import org.univoice.gateway.session.ConfigurationChecker;
import org.univoice.gateway.session.Participant;
import org.univoice.gateway.session.Session;
import org.univoice.gateway.session.SessionRegistry;
import org.univoice.gateway.session.SharedParticipant;

/** What a client's message does, and what is answered. Keeps nothing itself. */
public final class Conversation {
  private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

  private final LanguageCatalogue catalogue;
  private final SessionRegistry sessions;

  public Conversation(LanguageCatalogue catalogue, SessionRegistry sessions) {
    this.catalogue = catalogue;
    this.sessions = sessions;
  }

  /**
   * @param lastSequence the last delivery sequence sent on this connection
   * @return completes with the answer when what it says holds for every gateway; or with a {@link
   *     RefusedException}
   * @throws RefusedException when the message cannot be followed; nothing has changed then
   */
  public CompletionStage<Optional<ServerMessage>> answer(
      Seated seated, ClientMessage message, long lastSequence) {
    Participant participant = seated.participant();
    participant.active();
    if (message instanceof ClientMessage.Configure configure) {
      Configuration configuration = checked(configure, participant);
      CompletionStage<Void> placed = participant.configure(seated.connection(), configuration);
      LOG.info("Configured: speaks {}, hears {}", configuration.speaks(), configuration.hears());
      // Audio may come before the answer; but a gateway that takes over has to know of it then.
      return placed
          .thenCombine(share(seated), (here, everywhere) -> here)
          .thenApply(known -> Optional.of(ready(seated, lastSequence, false)));
    }
    if (message instanceof ClientMessage.Resume resume) {
      CompletionStage<Void> placed = participant.resume(seated.connection(), resume.lastSequence());
      LOG.info("Resumed after {}", resume.lastSequence());
      return placed.thenApply(known -> Optional.of(ready(seated, resume.lastSequence(), true)));
    }
    if (message instanceof ClientMessage.Control control) {
      switch (control.command()) {
        case PAUSE -> participant.pause(seated.connection());
        case RESUME -> participant.unpause(seated.connection());
        case STOP -> participant.stop(seated.connection());
      }
      LOG.info("Audio control: {}", control.command());
      share(seated);
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return status(seated, lastSequence);
  }

  /** How it stands, and who takes part: what a client asks for, or is told when it changes. */
  public CompletionStage<Optional<ServerMessage>> status(Seated seated, long lastSequence) {
    return sessions
        .everybody(seated.session())
        .thenApply(
            everybody ->
                Optional.of(
                    status(seated.session(), seated.participant(), everybody, lastSequence)));
  }

  private CompletionStage<Void> share(Seated seated) {
    return sessions.share(seated.session(), seated.participant());
  }

  private Configuration checked(ClientMessage.Configure wanted, Participant participant) {
    Configuration configuration =
        new Configuration(
            wanted.speaks().isEmpty() ? null : wanted.audio(),
            wanted.speaks(),
            wanted.hears(),
            wanted.captions(),
            output(wanted.output()),
            wanted.original(),
            wanted.ownTranslations());
    ConfigurationChecker.check(configuration, participant.permissions(), languages());
    return configuration;
  }

  private static AudioFormat output(String wanted) {
    if (wanted == null) {
      return AudioFormat.SPEECH;
    }
    return SpeechFormat.of(wanted)
        .map(AudioFormat::speech)
        .orElseThrow(
            () ->
                new RefusedException(
                        ErrorCode.INVALID_REQUEST,
                        "Speech cannot be sent as '" + wanted + "'.",
                        "Ask for \"output\":{\"format\":…} with one of: "
                            + String.join(", ", SpeechFormat.titles())
                            + " (24 kHz mono).")
                    .about("output.format")
                    .with("supported", SpeechFormat.titles()));
  }

  private Languages languages() {
    try {
      return catalogue.languages();
    } catch (CatalogueUnavailableException e) {
      throw new RefusedException(
          ErrorCode.SERVICE_UNAVAILABLE,
          "The models are still being loaded.",
          "Configure again in a moment.",
          2);
    }
  }

  private static ServerMessage ready(Seated seated, long lastSequence, boolean resumed) {
    Participant participant = seated.participant();
    Configuration configuration = participant.configuration().orElseThrow();
    return new ServerMessage.Ready(
        lastSequence,
        seated.session().id(),
        participant.id(),
        resumed,
        participant.receivedMillis(),
        configuration.audio(),
        configuration.speaks(),
        configuration.hears(),
        lowerCase(configuration.captions()),
        configuration.output(),
        lowerCase(configuration.original()));
  }

  private static ServerMessage status(
      Session session,
      Participant participant,
      List<SharedParticipant> everybody,
      long lastSequence) {
    List<ServerMessage.Status.Other> participants =
        everybody.stream().map(Conversation::seen).toList();
    return new ServerMessage.Status(
        lastSequence,
        session.id(),
        participant.id(),
        lowerCase(participant.state()),
        participant.receivedMillis(),
        participants);
  }

  private static ServerMessage.Status.Other seen(SharedParticipant participant) {
    Optional<Configuration> configuration = participant.configuration();
    return new ServerMessage.Status.Other(
        participant.id(),
        participant.name(),
        configuration.map(Configuration::speaks).orElse(""),
        configuration.map(Configuration::hears).orElse(""),
        participant.connected());
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
