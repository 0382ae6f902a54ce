package org.univoice.gateway.privacy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.univoice.gateway.access.Action;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.access.Gatekeeper;
import org.univoice.gateway.access.Resource;
import org.univoice.gateway.glossary.GlossaryService;
import org.univoice.gateway.page.Page;
import org.univoice.gateway.recording.Recording;
import org.univoice.gateway.recording.Recording.RecordedFile;
import org.univoice.gateway.recording.RecordingService;
import org.univoice.gateway.session.SessionStore;
import org.univoice.gateway.session.StoredSession;
import org.univoice.gateway.transcript.SegmentStore;
import org.univoice.gateway.transcript.TranslationSegment;
import org.univoice.gateway.user.ConsentHistory;
import org.univoice.gateway.user.User;
import org.univoice.gateway.user.UserStore;
import org.univoice.gateway.voice.VoiceProfile;
import org.univoice.gateway.voice.VoiceProfileStore;

/** Hands people everything that is kept of them, as a ZIP that is written while it is read. */
public final class ExportService {
  private static final int PAGE = 50;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Gatekeeper gatekeeper;
  private final UserStore users;
  private final ConsentHistory consents;
  private final SessionStore sessions;
  private final SegmentStore segments;
  private final VoiceProfileStore voices;
  private final GlossaryService glossaries;
  private final RecordingService recordings;

  public ExportService(
      Gatekeeper gatekeeper,
      UserStore users,
      ConsentHistory consents,
      SessionStore sessions,
      SegmentStore segments,
      VoiceProfileStore voices,
      GlossaryService glossaries,
      RecordingService recordings) {
    this.gatekeeper = gatekeeper;
    this.users = users;
    this.consents = consents;
    this.sessions = sessions;
    this.segments = segments;
    this.voices = voices;
    this.glossaries = glossaries;
    this.recordings = recordings;
  }

  /** Everything of the caller; one thing at a time is in memory. */
  public Export export(Caller caller) {
    String userId = caller.principal().userId();
    gatekeeper.admit(caller, Action.EXPORT, new Resource(Resource.Kind.USERS, userId, userId));
    return out -> write(userId, out);
  }

  /** Something that is written as it is asked for. */
  @FunctionalInterface
  public interface Export {
    void writeTo(OutputStream out) throws IOException;
  }

  private void write(String userId, OutputStream out) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      json(zip, "account.json", users.find(userId).map(ExportService::account).orElse(Map.of()));
      json(
          zip,
          "consents.json",
          consents.ofUser(userId).stream()
              .map(
                  entry ->
                      Map.of(
                          "kind", entry.kind(),
                          "given", entry.consent().given(),
                          "statement", entry.consent().statement(),
                          "version", entry.consent().version(),
                          "at", entry.consent().at().toString()))
              .toList());
      sessions(zip, userId);
      profiles(zip, userId);
      for (String name : glossaries.namesOf(userId)) {
        Optional<byte[]> csv = glossaries.csvOf(userId, name);
        if (csv.isPresent()) {
          bytes(zip, "glossaries/" + name + ".csv", csv.get());
        }
      }
      recordings(zip, userId);
    }
  }

  private static Map<String, Object> account(User user) {
    Map<String, Object> account = new LinkedHashMap<>();
    account.put("userId", user.userId());
    account.put("email", user.email());
    account.put("name", user.name());
    account.put("tenant", user.tenant());
    account.put("region", user.region());
    account.put("roles", user.roles());
    account.put("preferences", user.preferences());
    account.put("subscriptionTier", user.subscriptionTier());
    account.put("quotas", user.quotas());
    account.put("createdAt", user.createdAt().toString());
    account.put("lastLoginAt", user.lastLoginAt().map(Object::toString).orElse(null));
    return account;
  }

  private void sessions(ZipOutputStream zip, String userId) throws IOException {
    Optional<String> next = Optional.empty();
    do {
      Page<StoredSession> page = sessions.ofUser(userId, PAGE, next);
      for (StoredSession session : page.items()) {
        String folder = "sessions/" + session.sessionId() + "/";
        json(zip, folder + "session.json", session(session));
        json(
            zip,
            folder + "transcript.json",
            segments.ofSession(session.sessionId()).stream()
                .map(segment -> said(segment, session.names().get(segment.participantId())))
                .toList());
      }
      next = page.nextToken();
    } while (next.isPresent());
  }

  private static Map<String, Object> session(StoredSession session) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("sessionId", session.sessionId());
    shown.put("status", session.status());
    shown.put("sourceLanguage", session.sourceLanguage());
    shown.put("targetLanguage", session.targetLanguage());
    shown.put("startTime", session.startTime().toString());
    shown.put("endTime", session.endTime().map(Object::toString).orElse(null));
    return shown;
  }

  /**
   * @param name as the speaking participant has said it; null when none was said
   */
  private static Map<String, Object> said(TranslationSegment segment, String name) {
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("segmentId", segment.segmentId());
    said.put("speaker", segment.speakerId());
    if (name != null) {
      said.put("name", name);
    }
    said.put("sourceLanguage", segment.sourceLanguage());
    said.put("sourceText", segment.sourceText());
    said.put("targetLanguage", segment.targetLanguage());
    said.put("translatedText", segment.translatedText());
    said.put("saidAt", segment.saidAt().toString());
    return said;
  }

  /** The samples are the voice itself; the numbers made from them are of use to nobody else. */
  private void profiles(ZipOutputStream zip, String userId) throws IOException {
    for (VoiceProfile profile : voices.ofUser(userId)) {
      String folder = "voice-profiles/" + profile.profileId() + "/";
      Map<String, Object> shown = new LinkedHashMap<>();
      shown.put("profileId", profile.profileId());
      shown.put("language", profile.language());
      shown.put("quality", profile.quality());
      shown.put("sampleCount", profile.sampleCount());
      shown.put("version", profile.version());
      shown.put("model", profile.model());
      shown.put("pitchMeanHz", profile.characteristics().pitchMeanHz());
      shown.put("speakingRate", profile.characteristics().speakingRate());
      shown.put("createdAt", profile.createdAt().toString());
      shown.put("updatedAt", profile.updatedAt().toString());
      json(zip, folder + "profile.json", shown);
      List<byte[]> samples = voices.samples(profile.profileId());
      for (int i = 0; i < samples.size(); i++) {
        bytes(zip, folder + "sample-" + (i + 1) + ".wav", samples.get(i));
      }
    }
  }

  private void recordings(ZipOutputStream zip, String userId) throws IOException {
    for (Recording recording : recordings.ofUser(userId)) {
      String folder = "recordings/" + recording.recordingId() + "/";
      for (RecordedFile file : recording.files()) {
        Optional<InputStream> audio = recordings.audioOf(recording, file, userId);
        if (audio.isPresent()) {
          try (InputStream in = audio.get()) {
            zip.putNextEntry(new ZipEntry(folder + file.name()));
            in.transferTo(zip);
            zip.closeEntry();
          }
        }
      }
    }
  }

  private static void json(ZipOutputStream zip, String name, Object value) throws IOException {
    bytes(zip, name, JSON.writeValueAsBytes(value));
  }

  private static void bytes(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }
}
