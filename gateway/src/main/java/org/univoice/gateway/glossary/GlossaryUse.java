package org.univoice.gateway.glossary;

import java.util.Optional;
import org.univoice.gateway.bounded.LatestWork;
import org.univoice.gateway.bus.SessionBus;
import org.univoice.gateway.bus.SessionEvent;
import org.univoice.gateway.session.DecisionListener;
import org.univoice.gateway.session.Participant;
import org.univoice.gateway.session.RecognitionWishes;
import org.univoice.gateway.session.Seat;
import org.univoice.gateway.session.Session;
import org.univoice.gateway.session.SessionRegistry;
import org.univoice.gateway.session.SessionSettings.QualityMode;
import org.univoice.gateway.session.SessionStore;
import org.univoice.gateway.session.StoredSession;
import org.univoice.gateway.session.TranslationWishes;
import org.univoice.internal.v1.GlossaryTerm;

/**
 * Brings the glossary that a session's settings name, what they want of words and of translations,
 * and what they prefer, to the job.
 */
public final class GlossaryUse extends DecisionListener {
  private final GlossaryService glossaries;
  private final SessionStore stored;
  private final LatestWork background;

  public GlossaryUse(
      GlossaryService glossaries,
      SessionStore stored,
      SessionRegistry sessions,
      SessionBus bus,
      LatestWork background) {
    super(sessions, bus);
    this.glossaries = glossaries;
    this.stored = stored;
    this.background = background;
  }

  /**
   * Before anything is said: what is to be left out must not be heard first. Waits for the store.
   */
  public void prepare(Seat seat) {
    tell(seat.session(), seat.participant());
  }

  @Override
  public void joined(Session session, Participant participant) {
    look(session.id(), participant.id());
  }

  /** By now the session has been kept, also when its first participant joined before. */
  @Override
  public void changed(String sessionId, String participantId) {
    look(sessionId, participantId);
  }

  /** Whoever speaks is followed by it from the next segment on. */
  @Override
  public void on(String sessionId, SessionEvent event) {
    if (event instanceof SessionEvent.Wished) {
      sessions
          .held(sessionId)
          .ifPresent(
              session ->
                  session.participants().forEach(participant -> look(sessionId, participant.id())));
    }
  }

  /** Said without it is better than not said; one that has ended meanwhile needs none. */
  private void look(String sessionId, String participantId) {
    background.look(
        new LookAt(sessionId, participantId),
        () ->
            sessions
                .held(sessionId)
                .ifPresent(
                    session ->
                        session
                            .participant(participantId)
                            .ifPresent(participant -> tell(session, participant))));
  }

  /** Which glossary somebody's speech is translated with. */
  private record LookAt(String sessionId, String participantId) {}

  private void tell(Session session, Participant participant) {
    Optional<StoredSession> kept = stored.find(session.id());
    if (kept.isEmpty()) {
      return;
    }
    Optional<Glossary> glossary =
        kept.get()
            .settings()
            .glossary()
            .flatMap(name -> glossaries.ofSession(kept.get().tenant(), kept.get().userId(), name));
    RecognitionWishes wishes = kept.get().settings().recognition();
    TranslationWishes style = kept.get().settings().translation();
    QualityMode quality = kept.get().settings().qualityMode();
    participant.accompany(
        companion -> {
          // One that was never told of a glossary, or of a wish, need not be told that there is
          // none.
          boolean isTold = glossary.isPresent() || companion.glossary().isPresent();
          boolean isWanted = !wishes.equals(RecognitionWishes.NONE);
          var told = isTold ? companion.withGlossary(Optional.of(wire(glossary))) : companion;
          if (isWanted || companion.recognition().isPresent()) {
            told = told.withRecognition(Optional.of(wishes.wire()));
          }
          boolean isStyled = !style.equals(TranslationWishes.NONE);
          if (isStyled || companion.style().isPresent()) {
            told = told.withStyle(Optional.of(style.wire()));
          }
          return quality != QualityMode.BALANCED || companion.quality().isPresent()
              ? told.withQuality(Optional.of(quality.wire()))
              : told;
        });
  }

  private static org.univoice.internal.v1.Glossary wire(Optional<Glossary> glossary) {
    var wire = org.univoice.internal.v1.Glossary.newBuilder();
    glossary.ifPresent(chosen -> chosen.terms().forEach(term -> wire.addTerms(wire(term))));
    return wire.build();
  }

  private static GlossaryTerm wire(Term term) {
    return GlossaryTerm.newBuilder()
        .setSource(term.source())
        .setTarget(term.target())
        .setSourceLanguage(term.sourceLanguage())
        .setTargetLanguage(term.targetLanguage())
        .setCaseRule(
            switch (term.rule()) {
              case ANY -> org.univoice.internal.v1.CaseRule.CASE_RULE_ANY;
              case EXACT -> org.univoice.internal.v1.CaseRule.CASE_RULE_EXACT;
              case FOLLOW -> org.univoice.internal.v1.CaseRule.CASE_RULE_FOLLOW;
            })
        .build();
  }
}
