package org.univoice.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.access.Gatekeeper;
import org.univoice.gateway.access.Resource;
import org.univoice.gateway.audio.ffmpeg.FfmpegNormalizer;
import org.univoice.gateway.catalogue.LanguageCatalogue;
import org.univoice.gateway.glossary.GlossaryService;
import org.univoice.gateway.glossary.GlossaryUse;
import org.univoice.gateway.page.Page;
import org.univoice.gateway.privacy.ErasureService;
import org.univoice.gateway.privacy.ErasureStep;
import org.univoice.gateway.privacy.ErasureWork;
import org.univoice.gateway.privacy.ExportService;
import org.univoice.gateway.recording.Recorder;
import org.univoice.gateway.recording.RecordingService;
import org.univoice.gateway.rest.PersonalRooms;
import org.univoice.gateway.session.RandomIds;
import org.univoice.gateway.session.Session;
import org.univoice.gateway.session.SessionRegistry;
import org.univoice.gateway.session.StoredSession;
import org.univoice.gateway.user.ConsentEntry;
import org.univoice.gateway.user.ConsentKind;
import org.univoice.gateway.user.ConsentService;
import org.univoice.gateway.user.Residency;
import org.univoice.gateway.voice.EnrolmentAudio;
import org.univoice.gateway.voice.VoiceMeasurement;
import org.univoice.gateway.voice.VoiceProfileService;
import org.univoice.gateway.voice.VoiceUse;

/** Puts together what serves people their own data, and what uses those in sessions. */
final class PersonalData implements AutoCloseable {
  private static final int THREADS = 4;

  /** More sessions than begin while a store is slow; what is beyond goes without. */
  private static final int MOST_WAITING = 20_000;

  private static final int ERASURE_SECONDS = 5;
  private static final int PAGE = 50;
  private static final Logger LOG = LoggerFactory.getLogger(PersonalData.class);

  private final ExecutorService background = background();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "erasures"));
  private final Recorder recorder;
  private final PersonalRooms rooms;

  PersonalData(Outside outside, Gatekeeper gatekeeper, SessionRegistry sessions) {
    Stores stores = outside.stores();
    PersonalStores personal = outside.personal();
    Residency residency = new Residency(personal.residency(), stores.users(), outside.clock());
    ConsentService consents =
        new ConsentService(gatekeeper, stores.users(), personal.consents(), outside.clock());
    VoiceProfileService voices =
        new VoiceProfileService(
            gatekeeper,
            stores.users(),
            stores.voices(),
            new VoiceMeasurement(
                new EnrolmentAudio(FfmpegNormalizer::open), personal.voiceprints()),
            residency,
            new RandomIds(),
            outside.clock());
    VoiceUse use =
        new VoiceUse(
            gatekeeper,
            stores.users(),
            stores.voices(),
            voices,
            sessions,
            background,
            outside.clock());
    consents.onChange(use);
    ErasureWork withdrawn =
        new ErasureWork(
            personal.withdrawals(),
            List.of(ErasureStep.of("voice-profiles", voices::deleteUnconsented)),
            Resource.Kind.VOICE_PROFILES,
            outside.audit(),
            outside.clock());
    consents.onChange((userId, entry) -> withdraw(withdrawn, userId, entry));
    voices.onChange(use);
    sessions.observe(use);
    GlossaryService glossaries =
        new GlossaryService(
            gatekeeper, personal.glossaries(), residency, () -> translated(outside.catalogue()));
    sessions.observe(new GlossaryUse(glossaries, stores.sessions(), sessions, background));
    recorder =
        new Recorder(
            personal.recordings(),
            stores.sessions(),
            stores.users(),
            sessions,
            residency,
            background,
            personal.spool(),
            outside.clock());
    consents.onChange(recorder);
    sessions.observe(recorder);
    RecordingService recordings =
        new RecordingService(gatekeeper, sessions, recorder, personal.recordings());
    ExportService exports =
        new ExportService(
            gatekeeper,
            stores.users(),
            personal.consents(),
            stores.sessions(),
            stores.segments(),
            stores.voices(),
            glossaries,
            recordings);
    List<ErasureStep> steps = new ArrayList<>();
    steps.add(ErasureStep.of("connections", userId -> leave(sessions, userId)));
    steps.add(ErasureStep.of("transcripts", userId -> forgetSegments(stores, userId)));
    steps.add(ErasureStep.of("sessions", userId -> forgetSessions(stores, userId)));
    steps.add(ErasureStep.of("voice-profiles", voices::deleteAll));
    steps.add(ErasureStep.of("recordings", recordings::forget));
    steps.add(ErasureStep.of("glossaries", glossaries::deleteAll));
    steps.addAll(personal.moreSteps());
    steps.add(ErasureStep.of("consents", personal.consents()::delete));
    steps.add(ErasureStep.of("account", stores.users()::delete));
    ErasureService erasures =
        new ErasureService(
            gatekeeper, personal.erasures(), steps, outside.audit(), outside.clock());
    for (Runnable work : List.<Runnable>of(erasures::run, withdrawn::run)) {
      timer.scheduleWithFixedDelay(() -> goOn(work), 0, ERASURE_SECONDS, TimeUnit.SECONDS);
    }
    rooms = new PersonalRooms(consents, voices, glossaries, recordings, exports, erasures);
  }

  /**
   * On record before the answer, so that a gateway that ends then does not keep what it must not.
   */
  private void withdraw(ErasureWork withdrawn, String userId, ConsentEntry entry) {
    if (entry.kind() == ConsentKind.VOICE_CLONING && !entry.consent().given()) {
      withdrawn.begin(userId);
      background.execute(() -> goOn(withdrawn::run));
    }
  }

  private static void goOn(Runnable erasures) {
    try {
      erasures.run();
    } catch (RuntimeException e) {
      LOG.warn("Erasures wait: {}", e.toString());
    }
  }

  private static void leave(SessionRegistry sessions, String userId) {
    for (Session session : sessions.sessions()) {
      session.participants().stream()
          .filter(
              participant -> participant.userId().equals(userId) || session.userId().equals(userId))
          .forEach(participant -> sessions.leave(session.id(), participant));
    }
  }

  private static void forgetSegments(Stores stores, String userId) {
    Optional<String> next = Optional.empty();
    do {
      Page<StoredSession> page = stores.sessions().ofUser(userId, PAGE, next);
      page.items().forEach(session -> stores.segments().deleteSession(session.sessionId()));
      next = page.nextToken();
    } while (next.isPresent());
  }

  /** Always the first page: what was on it is gone. */
  private static void forgetSessions(Stores stores, String userId) {
    List<StoredSession> some = stores.sessions().ofUser(userId, PAGE, Optional.empty()).items();
    while (!some.isEmpty()) {
      some.forEach(session -> stores.segments().deleteSession(session.sessionId()));
      some.forEach(session -> stores.sessions().delete(session.sessionId()));
      some = stores.sessions().ofUser(userId, PAGE, Optional.empty()).items();
    }
  }

  PersonalRooms rooms() {
    return rooms;
  }

  private static Set<String> translated(LanguageCatalogue catalogue) {
    return catalogue.languages().pairs().stream()
        .flatMap(pair -> Stream.of(pair.source(), pair.target()))
        .collect(Collectors.toSet());
  }

  private static ExecutorService background() {
    return new ThreadPoolExecutor(
        THREADS,
        THREADS,
        1,
        TimeUnit.MINUTES,
        new LinkedBlockingQueue<>(MOST_WAITING),
        task -> daemon(task, "personal-data"));
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    timer.shutdownNow();
    recorder.close();
    background.shutdownNow();
  }
}
