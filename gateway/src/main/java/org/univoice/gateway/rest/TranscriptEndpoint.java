package org.univoice.gateway.rest;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.annotation.Blocking;
import com.linecorp.armeria.server.annotation.Get;
import com.linecorp.armeria.server.annotation.Param;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.transcript.Transcript;
import org.univoice.gateway.transcript.TranscriptFormat;
import org.univoice.gateway.transcript.TranscriptService;

/** What was said in a session, to take along. */
final class TranscriptEndpoint {
  private final Callers callers;
  private final TranscriptService transcripts;

  TranscriptEndpoint(Callers callers, TranscriptService transcripts) {
    this.callers = callers;
    this.transcripts = transcripts;
  }

  @Blocking
  @Get("/v1/sessions/{id}/transcript")
  public HttpResponse transcript(
      ServiceRequestContext ctx,
      @Param("id") String id,
      @Param("format") Optional<String> wanted,
      @Param("language") Optional<String> language) {
    Caller caller = callers.of(ctx);
    TranscriptFormat format = TranscriptService.format(wanted);
    if (format == TranscriptFormat.JSON && language.isPresent()) {
      throw new RefusedException(
          ErrorCode.INVALID_REQUEST,
          "'language' chooses what a text says; JSON holds all languages.",
          "Leave it out, or ask for another format.");
    }
    Transcript transcript = transcripts.read(caller, id);
    if (format == TranscriptFormat.JSON) {
      return Json.response(
          HttpStatus.OK,
          new Body(
              id,
              transcript.start().toEpochMilli(),
              transcript.participants(),
              transcript.segments()));
    }
    String text = TranscriptService.text(transcript, format, language);
    String name = "transcript." + format.name().toLowerCase(Locale.ROOT);
    return HttpResponse.of(
        ResponseHeaders.builder(HttpStatus.OK)
            .contentType(MediaType.parse(format.mediaType()))
            .set(HttpHeaderNames.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
            .build(),
        HttpData.ofUtf8(text));
  }

  /**
   * @param startTime of the session, in milliseconds since the epoch
   */
  record Body(
      String sessionId,
      long startTime,
      List<Transcript.Named> participants,
      List<Transcript.Said> segments) {}
}
