package org.univoice.gateway.rest;

import com.linecorp.armeria.server.ServerBuilder;
import java.time.Duration;
import org.univoice.gateway.glossary.GlossaryService;
import org.univoice.gateway.privacy.ErasureService;
import org.univoice.gateway.privacy.ExportService;
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
    ErasureService erasures) {

  /** Recordings take time to be sent and measured. */
  private static final Duration LONGEST_UPLOAD = Duration.ofSeconds(60);

  /** Hours of audio over a slow line. */
  private static final Duration LONGEST_EXPORT = Duration.ofHours(1);

  void serve(ServerBuilder server, Callers callers) {
    server.annotatedService(new ConsentEndpoint(callers, consents));
    server
        .annotatedService()
        .maxRequestLength(VoiceProfileEndpoint.LARGEST_REQUEST_BYTES)
        .requestTimeout(LONGEST_UPLOAD)
        .build(new VoiceProfileEndpoint(callers, voices));
    server
        .annotatedService()
        .maxRequestLength(GlossaryEndpoint.LARGEST_REQUEST_BYTES)
        .build(new GlossaryEndpoint(callers, glossaries));
    server.annotatedService(new RecordingEndpoint(callers, recordings));
    server
        .annotatedService()
        .requestTimeout(LONGEST_EXPORT)
        .build(new PrivacyEndpoint(callers, exports, erasures));
  }
}
