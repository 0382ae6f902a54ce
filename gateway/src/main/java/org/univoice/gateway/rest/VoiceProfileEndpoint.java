package org.univoice.gateway.rest;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.annotation.Blocking;
import com.linecorp.armeria.server.annotation.Delete;
import com.linecorp.armeria.server.annotation.Get;
import com.linecorp.armeria.server.annotation.Param;
import com.linecorp.armeria.server.annotation.Post;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.limit.AtOnce;
import org.univoice.gateway.recording.RecordingService;
import org.univoice.gateway.voice.VoiceProfile;
import org.univoice.gateway.voice.VoiceProfileService;

/** Profiles of voices. What is sent is a recording: as the body, or as one part of a form. */
final class VoiceProfileEndpoint {

  /** A minute of 48 kHz stereo in 32 bits, and a little. */
  static final long LARGEST_REQUEST_BYTES = 24L * 1024 * 1024;

  private static final String ME = "me";
  private static final String USE_LANGUAGE =
      "Say what is spoken as a BCP 47 tag: ?language=en-US, or as a part of the form or body.";

  /** Each is held whole until it is measured. */
  private static final int MOST_AT_ONCE = 2;

  private final AtOnce uploads = new AtOnce(MOST_AT_ONCE);
  private final Callers callers;
  private final VoiceProfileService profiles;
  private final RecordingService recordings;

  VoiceProfileEndpoint(Callers callers, VoiceProfileService profiles, RecordingService recordings) {
    this.callers = callers;
    this.profiles = profiles;
    this.recordings = recordings;
  }

  @Post("/v1/voice-profiles")
  @TakesQuery("language")
  public CompletableFuture<HttpResponse> create(ServiceRequestContext ctx, HttpRequest request) {
    Caller caller = callers.of(ctx);
    return received(
        ctx,
        caller,
        request,
        whole -> create(caller, EnrolmentRequest.read(ctx, whole, caller, recordings)));
  }

  private HttpResponse create(Caller caller, EnrolmentRequest sent) {
    String language =
        sent.language().orElseThrow(() -> invalid("'language' is missing.", USE_LANGUAGE));
    checkLanguage(language);
    VoiceProfile profile = profiles.create(caller, sent.enrolment(), language);
    return Json.response(HttpStatus.CREATED, Shown.of(profile));
  }

  @Post("/v1/voice-profiles/{profileId}/samples")
  public CompletableFuture<HttpResponse> addSamples(
      ServiceRequestContext ctx, @Param("profileId") String id, HttpRequest request) {
    Caller caller = callers.of(ctx);
    return received(
        ctx,
        caller,
        request,
        whole -> {
          EnrolmentRequest sent = EnrolmentRequest.read(ctx, whole, caller, recordings);
          return Json.response(
              HttpStatus.OK, Shown.of(profiles.addSamples(caller, id, sent.enrolment())));
        });
  }

  /**
   * No thread waits for a recording that drips in. Not by a parameter: Armeria would take a form
   * apart by itself, and leave nothing of it.
   */
  private CompletableFuture<HttpResponse> received(
      ServiceRequestContext ctx,
      Caller caller,
      HttpRequest request,
      Function<AggregatedHttpRequest, HttpResponse> work) {
    String userId = caller.principal().userId();
    if (!uploads.begin(userId)) {
      throw new RefusedException(
          ErrorCode.RATE_LIMIT_EXCEEDED,
          "Other recordings of yours are being sent.",
          "Send one after the other.",
          1);
    }
    return request
        .aggregate()
        .thenApplyAsync(work, ctx.blockingTaskExecutor())
        .whenComplete((answer, failure) -> uploads.end(userId));
  }

  @Blocking
  @Get("/v1/voice-profiles/{userId}")
  public HttpResponse ofUser(ServiceRequestContext ctx, @Param("userId") String userId) {
    Caller caller = callers.of(ctx);
    List<Shown> shown =
        profiles.ofUser(caller, user(caller, userId)).stream().map(Shown::of).toList();
    return Json.response(HttpStatus.OK, Map.of("profiles", shown));
  }

  @Blocking
  @Get("/v1/voice-profiles/{userId}/{profileId}")
  public HttpResponse get(
      ServiceRequestContext ctx, @Param("userId") String userId, @Param("profileId") String id) {
    Caller caller = callers.of(ctx);
    return Json.response(HttpStatus.OK, Shown.of(profiles.get(caller, user(caller, userId), id)));
  }

  @Blocking
  @Delete("/v1/voice-profiles/{profileId}")
  public HttpResponse delete(ServiceRequestContext ctx, @Param("profileId") String id) {
    profiles.delete(callers.of(ctx), id);
    return HttpResponse.of(HttpStatus.NO_CONTENT);
  }

  private static String user(Caller caller, String userId) {
    return userId.equals(ME) ? caller.principal().userId() : userId;
  }

  private static void checkLanguage(String tag) {
    try {
      if (new Locale.Builder().setLanguageTag(tag).build().getLanguage().isEmpty()) {
        throw new IllformedLocaleException();
      }
    } catch (IllformedLocaleException e) {
      throw invalid(
          "'" + RefusedException.shown(tag) + "' is not the tag of a language.", USE_LANGUAGE);
    }
  }

  private static RefusedException invalid(String message, String suggestion) {
    return new RefusedException(ErrorCode.INVALID_REQUEST, message, suggestion);
  }

  /** Never the embedding: it identifies a person. */
  record Shown(
      String profileId,
      String userId,
      String language,
      double quality,
      int sampleCount,
      long version,
      String model,
      Map<String, Double> characteristics,
      long createdAt,
      long updatedAt) {
    static Shown of(VoiceProfile profile) {
      var voice = profile.characteristics();
      return new Shown(
          profile.profileId(),
          profile.userId(),
          profile.language(),
          profile.quality(),
          profile.sampleCount(),
          profile.version(),
          profile.model(),
          Map.of(
              "pitchMean", voice.pitchMeanHz(),
              "pitchStdDev", voice.pitchStdDevHz(),
              "speakingRate", voice.speakingRate(),
              "energyMean", voice.energyMeanDb(),
              "spectralCentroid", voice.spectralCentroidHz(),
              "variance", voice.variance(),
              "pitchLow", voice.movement().pitchLowHz(),
              "pitchHigh", voice.movement().pitchHighHz(),
              "syllablesPerMinute", voice.movement().syllablesPerMinute()),
          profile.createdAt().toEpochMilli(),
          profile.updatedAt().toEpochMilli());
    }
  }
}
