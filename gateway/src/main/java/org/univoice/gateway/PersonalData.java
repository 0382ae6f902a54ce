package org.univoice.gateway;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.gateway.access.Gatekeeper;
import org.univoice.gateway.access.Resource;
import org.univoice.gateway.audio.AudioFile;
import org.univoice.gateway.audio.ffmpeg.FfmpegFrameDecoder;
import org.univoice.gateway.audio.ffmpeg.FfmpegNormalizer;
import org.univoice.gateway.bounded.LatestWork;
import org.univoice.gateway.bus.SessionBus;
import org.univoice.gateway.bus.SessionEvent;
import org.univoice.gateway.bus.SessionEvent.Topic;
import org.univoice.gateway.catalogue.LanguageCatalogue;
import org.univoice.gateway.event.PersonalEvents;
import org.univoice.gateway.glossary.GlossaryService;
import org.univoice.gateway.glossary.GlossaryUse;
import org.univoice.gateway.privacy.ErasureService;
import org.univoice.gateway.privacy.ErasureStep;
import org.univoice.gateway.privacy.ErasureWork;
import org.univoice.gateway.privacy.ExportService;
import org.univoice.gateway.privacy.HistoryService;
import org.univoice.gateway.privacy.SessionErasure;
import org.univoice.gateway.recording.Recorder;
import org.univoice.gateway.recording.RecordingService;
import org.univoice.gateway.rest.PersonalRooms;
import org.univoice.gateway.session.RandomIds;
import org.univoice.gateway.session.SessionRegistry;
import org.univoice.gateway.session.SharedResources;
import org.univoice.gateway.user.ConsentEntry;
import org.univoice.gateway.user.ConsentKind;
import org.univoice.gateway.user.ConsentService;
import org.univoice.gateway.user.Residency;
import org.univoice.gateway.user.StoredAccounts;
import org.univoice.gateway.voice.EnrolmentAudio;
import org.univoice.gateway.voice.VoiceMeasurement;
import org.univoice.gateway.voice.VoiceProfileService;
import org.univoice.gateway.voice.VoiceUse;

/** Puts together what serves people their own data, and what uses those in sessions. */
final class PersonalData implements AutoCloseable {
  private static final int THREADS = 4;

  private static final int ERASURE_SECONDS = 5;
  private static final Logger LOG = LoggerFactory.getLogger(PersonalData.class);

  private final ExecutorService threads =
      Executors.newFixedThreadPool(THREADS, task -> daemon(task, "personal-data"));
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "erasures"));
  private final Recorder recorder;
  private final Residency residency;
  private final GlossaryService glossaries;
  private final PersonalRooms rooms;
  private final Runnable onClose;

  PersonalData(
      Outside outside, StoredAccounts accounts, Gatekeeper gatekeeper, SessionRegistry sessions) {
    LatestWork background = new LatestWork(threads);
    SessionBus bus = outside.deployment().bus();
    Stores stores = outside.stores();
    PersonalStores personal = outside.personal();
    residency = new Residency(personal.residency(), stores.users(), outside.clock());
    ConsentService consents =
        new ConsentService(gatekeeper, stores.users(), personal.consents(), outside.clock());
    VoiceProfileService voices =
        new VoiceProfileService(
            gatekeeper,
            stores.users(),
            stores.voices(),
            new VoiceMeasurement(
                new EnrolmentAudio(new AudioFile(FfmpegFrameDecoder::open, FfmpegNormalizer::open)),
                personal.voiceprints()),
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
    ErasureWork withdrawn =
        new ErasureWork(
            personal.withdrawals(),
            List.of(ErasureStep.of("voice-profiles", voices::deleteUnconsented)),
            Resource.Kind.VOICE_PROFILES,
            outside.audit(),
            outside.clock());
    consents.onChange((userId, entry) -> withdraw(withdrawn, userId, entry));
    // Every gateway follows, this one at once.
    consents.onChange(
        (userId, entry) ->
            bus.publish(
                SessionBus.EVERY_SESSION,
                new SessionEvent.ConsentChanged(userId, entry.kind().name())));
    SessionBus.Listener forgetting =
        (every, event) -> {
          if (event instanceof SessionEvent.Forgotten gone) {
            accounts.forget(gone.userId());
          }
        };
    List<SessionBus.Listener> people = List.of(use, forgetting);
    people.forEach(one -> bus.subscribe(SessionBus.EVERY_SESSION, Topic.PEOPLE, one));
    onClose =
        () -> people.forEach(one -> bus.unsubscribe(SessionBus.EVERY_SESSION, Topic.PEOPLE, one));
    voices.onChange(use);
    PersonalEvents events = new PersonalEvents(outside.events(), outside.clock());
    consents.onChange(events);
    voices.onChange(events);
    sessions.observe(use);
    glossaries =
        new GlossaryService(
            gatekeeper, personal.glossaries(), residency, () -> translated(outside.catalogue()));
    GlossaryUse wishes = new GlossaryUse(glossaries, stores.sessions(), sessions, bus, background);
    sessions.observe(wishes);
    sessions.prepareWith(wishes::prepare);
    recorder =
        new Recorder(
            personal.recordings(),
            stores.sessions(),
            stores.users(),
            sessions,
            residency,
            bus,
            background,
            personal.spool(),
            outside.clock());
    recorder.onChange(events);
    sessions.observe(recorder);
    RecordingService recordings =
        new RecordingService(
            gatekeeper,
            sessions,
            stores.sessions(),
            bus,
            recorder,
            personal.recordings(),
            outside.clock());
    recordings.onChange(events);
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
    SessionErasure erasure =
        new SessionErasure(stores.sessions(), stores.segments(), personal.participations());
    HistoryService histories =
        new HistoryService(
            gatekeeper,
            stores.sessions(),
            outside.deployment().directory(),
            new SharedResources(personal.participations()),
            recordings,
            erasure,
            personal.moreSteps());
    UserSessions joined =
        new UserSessions(sessions, stores, personal.participations(), erasure, bus);
    // Last, since it waits for other gateways.
    consents.onChange(
        (userId, entry) -> {
          if (!residency.permits(userId)) {
            joined.leaveAll(userId);
          }
        });
    List<ErasureStep> steps =
        ErasureSteps.of(outside, accounts, joined, voices, recordings, glossaries);
    ErasureService erasures =
        new ErasureService(
            gatekeeper, personal.erasures(), steps, outside.audit(), outside.clock());
    erasures.onComplete(events);
    for (Runnable work : List.<Runnable>of(erasures::run, withdrawn::run)) {
      timer.scheduleWithFixedDelay(() -> goOn(work), 0, ERASURE_SECONDS, TimeUnit.SECONDS);
    }
    rooms =
        new PersonalRooms(consents, voices, glossaries, recordings, exports, erasures, histories);
  }

  /**
   * On record before the answer, so that a gateway that ends then does not keep what it must not.
   */
  private void withdraw(ErasureWork withdrawn, String userId, ConsentEntry entry) {
    if (entry.kind() == ConsentKind.VOICE_CLONING && !entry.consent().given()) {
      withdrawn.begin(userId);
      threads.execute(() -> goOn(withdrawn::run));
    }
  }

  private static void goOn(Runnable erasures) {
    try {
      erasures.run();
    } catch (RuntimeException e) {
      LOG.warn("Erasures wait: {}", e.toString());
    }
  }

  /** Who may have something kept here. */
  Residency residency() {
    return residency;
  }

  /** What a session may name. */
  GlossaryService glossaries() {
    return glossaries;
  }

  /** Wants to know what is kept of sessions. */
  Recorder recorder() {
    return recorder;
  }

  PersonalRooms rooms() {
    return rooms;
  }

  private static Set<String> translated(LanguageCatalogue catalogue) {
    return catalogue.languages().pairs().stream()
        .flatMap(pair -> Stream.of(pair.source(), pair.target()))
        .collect(Collectors.toSet());
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    onClose.run();
    timer.shutdownNow();
    recorder.close();
    threads.shutdownNow();
  }
}
