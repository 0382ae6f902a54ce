package org.univoice.gateway.voice;

import java.time.Clock;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.access.Action;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.access.Gatekeeper;
import org.univoice.gateway.access.Principal;
import org.univoice.gateway.access.Resource;
import org.univoice.gateway.access.Role;
import org.univoice.gateway.bounded.LatestWork;
import org.univoice.gateway.bus.SessionBus;
import org.univoice.gateway.bus.SessionEvent;
import org.univoice.gateway.delivery.Delivery;
import org.univoice.gateway.delivery.DeliveryBody.VoiceLearned;
import org.univoice.gateway.session.Participant;
import org.univoice.gateway.session.Session;
import org.univoice.gateway.session.SessionObserver;
import org.univoice.gateway.session.SessionRegistry;
import org.univoice.gateway.user.Activity;
import org.univoice.gateway.user.ConsentCheck;
import org.univoice.gateway.user.User;
import org.univoice.gateway.user.UserStore;
import org.univoice.internal.v1.EnrolledVoice;

/**
 * Brings profiles into sessions and what sessions teach back into profiles, each as consented and
 * never on a thread that serves clients.
 */
public final class VoiceUse implements SessionObserver, VoiceProfileListener, SessionBus.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(VoiceUse.class);

  /** The job may send what it learned again, after a failure. */
  private static final int REMEMBERED_LESSONS = 10_000;

  private final Gatekeeper gatekeeper;
  private final UserStore users;
  private final VoiceProfileStore profiles;
  private final VoiceProfileService service;
  private final SessionRegistry sessions;
  private final LatestWork background;
  private final Clock clock;
  private final Set<String> lessons = ConcurrentHashMap.newKeySet();
  private final Object[] locks = Stream.generate(Object::new).limit(64).toArray();

  public VoiceUse(
      Gatekeeper gatekeeper,
      UserStore users,
      VoiceProfileStore profiles,
      VoiceProfileService service,
      SessionRegistry sessions,
      LatestWork background,
      Clock clock) {
    this.gatekeeper = gatekeeper;
    this.users = users;
    this.profiles = profiles;
    this.service = service;
    this.sessions = sessions;
    this.background = background;
    this.clock = clock;
  }

  @Override
  public void joined(Session session, Participant participant) {
    if (!participant.userId().isEmpty()) {
      look(session.id(), participant.id());
    }
  }

  /** Another gateway may have introduced it before: this one has to know it too. */
  @Override
  public void changed(String sessionId, String participantId) {
    held(sessionId, participantId)
        .filter(participant -> !participant.userId().isEmpty() && !participant.hasVoice())
        .ifPresent(participant -> look(sessionId, participantId));
  }

  private Optional<Participant> held(String sessionId, String participantId) {
    return sessions.held(sessionId).flatMap(session -> session.participant(participantId));
  }

  /** Without, the session goes on: the voice is told apart, and learned, as a stranger's. */
  private void look(String sessionId, String participantId) {
    background.look(
        new LookAt(sessionId, participantId),
        () -> held(sessionId, participantId).ifPresent(this::introduce));
  }

  /** Which voice somebody speaks in. */
  private record LookAt(String sessionId, String participantId) {}

  /** What a session taught. */
  private record Lesson(String deliveryId) {}

  /** What was read before a deletion must not be told after it. */
  private void introduce(Participant participant) {
    synchronized (locks[Math.floorMod(participant.userId().hashCode(), locks.length)]) {
      introduceBest(participant);
    }
  }

  /** The profile that is known best is the one that is used. */
  private void introduceBest(Participant participant) {
    Optional<User> user = users.find(participant.userId());
    boolean permitted = ConsentCheck.permits(user, Activity.SPEAK_IN_OWN_VOICE, clock.instant());
    Optional<VoiceProfile> best =
        permitted
            ? profiles.ofUser(participant.userId()).stream()
                .max(Comparator.comparingDouble(VoiceProfile::quality))
            : Optional.empty();
    best.ifPresent(profile -> gatekeeper.admit(self(profile), Action.READ, resource(profile)));
    boolean learn = ConsentCheck.permits(user, Activity.LEARN_VOICE_FROM_SESSIONS, clock.instant());
    participant.accompany(
        companion -> companion.withVoice(best.map(profile -> enrolled(profile, learn))));
  }

  @Override
  public void on(String sessionId, SessionEvent event) {
    if (event instanceof SessionEvent.ConsentChanged changed) {
      lookAtAll(changed.userId());
    }
  }

  @Override
  public void changed(VoiceProfile profile) {
    lookAtAll(profile.userId());
  }

  private void lookAtAll(String userId) {
    for (Session session : sessions.sessions()) {
      session.participants().stream()
          .filter(participant -> participant.userId().equals(userId))
          .forEach(participant -> look(session.id(), participant.id()));
    }
  }

  /** At once, in this thread: who deletes a profile may rely on its not being used any more. */
  @Override
  public void deleted(VoiceProfile profile) {
    refresh(profile.userId());
  }

  private void refresh(String userId) {
    for (Session session : sessions.sessions()) {
      for (Participant participant : session.participants()) {
        if (participant.userId().equals(userId)) {
          introduce(participant);
        }
      }
    }
  }

  @Override
  public void delivered(Delivery delivery) {
    if (delivery.body() instanceof VoiceLearned learned && isNew(delivery.id())) {
      background.look(new Lesson(delivery.id()), () -> learn(learned));
    }
  }

  private boolean isNew(String lesson) {
    if (lessons.size() >= REMEMBERED_LESSONS) {
      lessons.clear();
    }
    return lessons.add(lesson);
  }

  private void learn(VoiceLearned learned) {
    Optional<VoiceProfile> known = profiles.find(learned.profileId());
    if (known.isEmpty() || learned.samples() < 1) {
      return;
    }
    gatekeeper.admit(self(known.get()), Action.UPDATE, resource(known.get()));
    Optional<VoiceProfile> better = service.learn(known.get(), sum(learned), learned.model());
    LOG.info("A voice profile has {}", better.isPresent() ? "a new version" : "not been changed");
  }

  private static VoiceSum sum(VoiceLearned learned) {
    return new VoiceSum(
        learned.samples(),
        learned.embeddingSum().stream().mapToDouble(Float::doubleValue).toArray(),
        learned.lnPitchMean(),
        learned.lnPitchDeviation(),
        learned.spectrum().stream().mapToDouble(Float::doubleValue).toArray(),
        learned.loudness(),
        learned.rate());
  }

  static EnrolledVoice enrolled(VoiceProfile profile, boolean learn) {
    VoiceSum voice = VoiceSum.of(profile);
    EnrolledVoice.Builder enrolled =
        EnrolledVoice.newBuilder()
            .setProfileId(profile.profileId())
            .setVersion(profile.version())
            .setModel(profile.model())
            .addAllEmbedding(profile.embedding())
            .setSamples(profile.sampleCount())
            .setLnPitchMean((float) voice.lnPitchMean())
            .setLnPitchDeviation((float) voice.lnPitchDeviation())
            .setLoudness((float) voice.loudness())
            .setRate((float) voice.rate())
            .setLearn(learn);
    return enrolled.addAllSpectrum(profile.characteristics().spectrum()).build();
  }

  /** The user's own wish is carried out: they agreed to it. */
  private static Caller self(VoiceProfile profile) {
    return new Caller(
        Principal.of(profile.userId(), Role.USER), "", "univoice-gateway", profile.profileId());
  }

  private static Resource resource(VoiceProfile profile) {
    return new Resource(Resource.Kind.VOICE_PROFILES, profile.profileId(), profile.userId());
  }
}
