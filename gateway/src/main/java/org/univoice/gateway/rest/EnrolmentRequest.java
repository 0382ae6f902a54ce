package org.univoice.gateway.rest;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.multipart.AggregatedBodyPart;
import com.linecorp.armeria.common.multipart.AggregatedMultipart;
import com.linecorp.armeria.common.multipart.Multipart;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.List;
import java.util.Optional;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.recording.RecordingService;
import org.univoice.gateway.voice.Enrolment;

/**
 * What a profile is to be made from: a file, as the body or as one part of a form, or the id of a
 * recording that is kept here.
 */
record EnrolmentRequest(Enrolment enrolment, Optional<String> language) {
  private static final String LANGUAGE = "language";
  private static final String AUDIO = "audio";
  private static final String RECORDING = "recordingId";
  private static final List<String> FIELDS = List.of(RECORDING, LANGUAGE);

  /** What the file is, its first bytes say. */
  private static final List<String> AUDIO_TYPES =
      List.of(
          "audio/wav",
          "audio/x-wav",
          "audio/wave",
          "audio/vnd.wave",
          "audio/mpeg",
          "audio/mp3",
          "audio/ogg",
          "audio/opus",
          "application/ogg");

  static EnrolmentRequest read(
      ServiceRequestContext ctx,
      AggregatedHttpRequest request,
      Caller caller,
      RecordingService recordings) {
    MediaType type = request.contentType();
    if (type != null && type.is(MediaType.MULTIPART_FORM_DATA)) {
      return form(request);
    }
    if (type != null && type.is(MediaType.JSON)) {
      return recording(RequestFields.of(request, FIELDS), caller, recordings);
    }
    if (type == null || !AUDIO_TYPES.contains(type.withoutParameters().toString())) {
      throw invalid(
          "The body is declared neither as a recording, nor as a form, nor as JSON.",
          "Send 'Content-Type: audio/wav', audio/mpeg or audio/ogg, multipart/form-data with the"
              + " part 'audio', or application/json with 'recordingId'.");
    }
    Optional<String> language =
        Optional.ofNullable(
            QueryParams.fromQueryString(Optional.ofNullable(ctx.query()).orElse("")).get(LANGUAGE));
    return new EnrolmentRequest(Enrolment.ofFile(request.content().array()), language);
  }

  private static EnrolmentRequest recording(
      RequestFields fields, Caller caller, RecordingService recordings) {
    String id =
        fields
            .text(RECORDING)
            .orElseThrow(
                () ->
                    invalid(
                        "'recordingId' is missing.",
                        "Send the id of a recording of yours, or send audio."));
    return new EnrolmentRequest(
        Enrolment.ofRecording(() -> recordings.speechOf(caller, id)), fields.text(LANGUAGE));
  }

  private static EnrolmentRequest form(AggregatedHttpRequest request) {
    AggregatedMultipart parts;
    try {
      parts = Multipart.from(request.toHttpRequest()).aggregate().join();
    } catch (RuntimeException e) {
      throw invalid(
          "The body is not the form that it is declared as.",
          "Send multipart/form-data with its boundary, such as 'curl -F audio=@voice.wav' does.");
    }
    for (String name : parts.names()) {
      if (!name.equals(AUDIO) && !name.equals(LANGUAGE)) {
        throw invalid(
            "'" + RefusedException.shown(name) + "' is not one of this form's parts.",
            "Send the parts: audio, language.");
      }
    }
    AggregatedBodyPart audio = parts.field(AUDIO);
    if (audio == null) {
      throw invalid("The form has no part 'audio'.", "Send the recording as the part 'audio'.");
    }
    Optional<String> language =
        Optional.ofNullable(parts.field(LANGUAGE)).map(part -> part.contentUtf8().trim());
    return new EnrolmentRequest(Enrolment.ofFile(audio.content().array()), language);
  }

  private static RefusedException invalid(String message, String suggestion) {
    return new RefusedException(ErrorCode.INVALID_REQUEST, message, suggestion);
  }
}
