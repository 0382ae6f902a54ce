package org.univoice.gateway.rest;

import com.linecorp.armeria.server.ServerBuilder;
import java.time.Duration;
import java.util.List;
import org.univoice.gateway.glossary.GlossaryService;
import org.univoice.gateway.privacy.ErasureService;
import org.univoice.gateway.privacy.ExportService;
import org.univoice.gateway.privacy.HistoryService;
import org.univoice.gateway.recording.RecordingService;
import org.univoice.gateway.user.ConsentService;
import org.univoice.gateway.voice.VoiceProfileService;

/** What the api's endpoints for people's own data talk to. */
public record PersonalRooms(
    ConsentService consents,
    VoiceProfileService voices,
    GlossaryService glossaries,
    RecordingService recordings,
    ExportService exports,
    ErasureService erasures,
    HistoryService histories) {

  /** Recordings take time to be sent and measured. */
  private static final Duration LONGEST_UPLOAD = Duration.ofSeconds(60);

  /** Hours of audio over a slow line. */
  private static final Duration LONGEST_EXPORT = Duration.ofHours(1);

  /** Answers the endpoints that it has added. */
  List<Object> serve(ServerBuilder server, Callers callers) {
    Object consent = new ConsentEndpoint(callers, consents);
    Object voice = new VoiceProfileEndpoint(callers, voices, recordings);
    Object glossary = new GlossaryEndpoint(callers, glossaries);
    Object recording = new RecordingEndpoint(callers, recordings);
    Object privacy = new PrivacyEndpoint(callers, exports, erasures, histories);
    server.annotatedService(consent);
    server
        .annotatedService()
        .maxRequestLength(VoiceProfileEndpoint.LARGEST_REQUEST_BYTES)
        .requestTimeout(LONGEST_UPLOAD)
        .build(voice);
    server
        .annotatedService()
        .maxRequestLength(GlossaryEndpoint.LARGEST_REQUEST_BYTES)
        .build(glossary);
    server.annotatedService().requestTimeout(LONGEST_EXPORT).build(recording);
    server.annotatedService().requestTimeout(LONGEST_EXPORT).build(privacy);
    return List.of(consent, voice, glossary, recording, privacy);
  }
}
