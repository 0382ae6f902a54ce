package org.univoice.gateway.rest;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.annotation.Blocking;
import com.linecorp.armeria.server.annotation.Delete;
import com.linecorp.armeria.server.annotation.Get;
import com.linecorp.armeria.server.annotation.Param;
import com.linecorp.armeria.server.annotation.Post;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.recording.Recording;
import org.univoice.gateway.recording.RecordingService;

/** Recordings of sessions. */
@Blocking
final class RecordingEndpoint {
  private static final int MOST_AT_ONCE = 4;

  private final Callers callers;
  private final RecordingService recordings;
  private final Exports downloads =
      new Exports("Four downloads of yours are on their way already.", MOST_AT_ONCE);

  RecordingEndpoint(Callers callers, RecordingService recordings) {
    this.callers = callers;
    this.recordings = recordings;
  }

  @Post("/v1/recordings/{sessionId}")
  public HttpResponse start(ServiceRequestContext ctx, @Param("sessionId") String sessionId) {
    String id = recordings.start(callers.of(ctx), sessionId).recordingId();
    return Json.response(
        HttpStatus.ACCEPTED, Map.of("recordingId", id, "status", Recording.Status.RECORDING));
  }

  @Get("/v1/recordings/{recordingId}")
  public HttpResponse get(ServiceRequestContext ctx, @Param("recordingId") String id) {
    Recording recording = recordings.get(callers.of(ctx), id);
    Map<String, URI> links = recordings.links(recording);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("recordingId", recording.recordingId());
    body.put("sessionId", recording.sessionId());
    body.put("status", recording.status());
    body.put("startedAt", recording.startedAt());
    body.put("endedAt", recording.endedAt() == 0 ? null : recording.endedAt());
    List<Shown> files =
        recording.files().stream()
            .map(
                file ->
                    new Shown(
                        file.name(),
                        file.contentType(),
                        file.bytes(),
                        file.startedAt(),
                        links.get(file.name()).toString()))
            .toList();
    body.put("files", files);
    body.put("linksValidSeconds", RecordingService.LINK_VALIDITY.toSeconds());
    return Json.response(HttpStatus.OK, body);
  }

  /** A file of one, to whoever shows the same proof as for the recording. */
  @Get("/v1/recordings/{recordingId}/files/{name}")
  public HttpResponse file(
      ServiceRequestContext ctx, @Param("recordingId") String id, @Param("name") String name) {
    Caller caller = callers.of(ctx);
    RecordingService.OpenFile file = recordings.file(caller, id, name);
    ResponseHeaders headers =
        ResponseHeaders.builder(HttpStatus.OK)
            .contentType(MediaType.parse(file.about().contentType()))
            .set("Content-Disposition", "attachment; filename=\"" + file.about().name() + "\"")
            .build();
    return downloads.send(caller.principal().userId(), headers, file::writeTo);
  }

  @Delete("/v1/recordings/{recordingId}")
  public HttpResponse delete(ServiceRequestContext ctx, @Param("recordingId") String id) {
    recordings.delete(callers.of(ctx), id);
    return HttpResponse.of(HttpStatus.NO_CONTENT);
  }

  /**
   * @param url secret: whoever has it can fetch the file
   */
  record Shown(String name, String contentType, long bytes, long startedAt, String url) {}
}
