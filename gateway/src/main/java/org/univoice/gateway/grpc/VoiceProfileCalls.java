package org.univoice.gateway.grpc;

import com.linecorp.armeria.server.ServiceRequestContext;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.error.ErrorCode;
import org.univoice.gateway.error.RefusedException;
import org.univoice.gateway.limit.AtOnce;
import org.univoice.gateway.rest.Callers;
import org.univoice.gateway.voice.VoiceProfile;
import org.univoice.v1.CreateVoiceProfileRequest;
import org.univoice.v1.DeleteVoiceProfileRequest;
import org.univoice.v1.DeleteVoiceProfileResponse;
import org.univoice.v1.GetVoiceProfileRequest;
import org.univoice.v1.ListVoiceProfilesRequest;
import org.univoice.v1.ListVoiceProfilesResponse;
import org.univoice.v1.VoiceCharacteristics;
import org.univoice.v1.VoiceProfileServiceGrpc;

/** Voice profiles over gRPC. */
final class VoiceProfileCalls extends VoiceProfileServiceGrpc.VoiceProfileServiceImplBase {
  private static final int LARGEST_FILE_BYTES = 10 * 1024 * 1024;

  /** Each is held whole until it is measured. */
  private static final int MOST_AT_ONCE = 2;

  private final AtOnce uploads = new AtOnce(MOST_AT_ONCE);
  private final Calls calls;
  private final VoiceProfiles profiles;

  VoiceProfileCalls(Calls calls, VoiceProfiles profiles) {
    this.calls = calls;
    this.profiles = profiles;
  }

  @Override
  public StreamObserver<CreateVoiceProfileRequest> createVoiceProfile(
      StreamObserver<org.univoice.v1.VoiceProfile> answers) {
    return new Pieces(answers, ServiceRequestContext.current());
  }

  @Override
  public void getVoiceProfile(
      GetVoiceProfileRequest request, StreamObserver<org.univoice.v1.VoiceProfile> answers) {
    calls.answer(answers, caller -> message(profiles.find(caller, request.getProfileId())));
  }

  @Override
  public void listVoiceProfiles(
      ListVoiceProfilesRequest request, StreamObserver<ListVoiceProfilesResponse> answers) {
    calls.answer(
        answers,
        caller ->
            ListVoiceProfilesResponse.newBuilder()
                .addAllProfiles(
                    profiles.own(caller).stream().map(VoiceProfileCalls::message).toList())
                .build());
  }

  @Override
  public void deleteVoiceProfile(
      DeleteVoiceProfileRequest request, StreamObserver<DeleteVoiceProfileResponse> answers) {
    calls.answer(
        answers,
        caller -> {
          profiles.delete(caller, request.getProfileId());
          return DeleteVoiceProfileResponse.getDefaultInstance();
        });
  }

  static org.univoice.v1.VoiceProfile message(VoiceProfile profile) {
    org.univoice.gateway.voice.VoiceCharacteristics measured = profile.characteristics();
    return org.univoice.v1.VoiceProfile.newBuilder()
        .setProfileId(profile.profileId())
        .setUserId(profile.userId())
        .setLanguage(profile.language())
        .setModel(profile.model())
        .setCharacteristics(
            VoiceCharacteristics.newBuilder()
                .setPitchMeanHz(measured.pitchMeanHz())
                .setPitchStdDevHz(measured.pitchStdDevHz())
                .setSpeakingRate(measured.speakingRate())
                .setEnergyMeanDb(measured.energyMeanDb())
                .setSpectralCentroidHz(measured.spectralCentroidHz()))
        .setCreatedAt(profile.createdAt().toEpochMilli())
        .setUpdatedAt(profile.updatedAt().toEpochMilli())
        .setSampleCount(profile.sampleCount())
        .setQuality(profile.quality())
        .build();
  }

  /** Puts a recording together; who asks is looked at before its first byte is kept. */
  private final class Pieces implements StreamObserver<CreateVoiceProfileRequest> {
    private final StreamObserver<org.univoice.v1.VoiceProfile> answers;
    private final ServiceRequestContext ctx;
    private final String requestId;
    private final ByteArrayOutputStream audio = new ByteArrayOutputStream();
    private Caller caller;
    private String language = "";
    private String recordingId = "";
    private boolean over;

    private Pieces(
        StreamObserver<org.univoice.v1.VoiceProfile> answers, ServiceRequestContext ctx) {
      this.answers = answers;
      this.ctx = ctx;
      this.requestId = Callers.requestId(ctx);
    }

    @Override
    public void onNext(CreateVoiceProfileRequest piece) {
      if (over) {
        return;
      }
      try {
        if (caller == null) {
          caller = begin(calls.caller());
          language = piece.getLanguage();
          recordingId = piece.getRecordingId();
        }
        if (audio.size() + piece.getWav().size() > LARGEST_FILE_BYTES) {
          throw new RefusedException(
              ErrorCode.INVALID_REQUEST,
              "The recording is too large.",
              "Send at most 10 MiB; half a minute of speech is plenty.");
        }
        audio.writeBytes(piece.getWav().toByteArray());
      } catch (RuntimeException e) {
        fail(e);
      }
    }

    /** However the call ends, its place is free again. */
    private Caller begin(Caller who) {
      String userId = who.principal().userId();
      if (!uploads.begin(userId)) {
        throw new RefusedException(
            ErrorCode.RATE_LIMIT_EXCEEDED,
            "Other recordings of yours are being sent.",
            "Send one after the other.",
            1);
      }
      ctx.log().whenComplete().thenRun(() -> uploads.end(userId));
      return who;
    }

    @Override
    public void onCompleted() {
      if (over) {
        return;
      }
      try {
        Caller who = caller == null ? calls.caller() : caller;
        answers.onNext(message(made(who)));
        answers.onCompleted();
      } catch (RuntimeException e) {
        fail(e);
      }
    }

    private VoiceProfile made(Caller who) {
      if (recordingId.isEmpty()) {
        return profiles.create(who, language, audio.toByteArray());
      }
      if (audio.size() > 0) {
        throw new RefusedException(
            ErrorCode.INVALID_REQUEST,
            "There is both audio and the id of a recording.",
            "Send one of them.");
      }
      return profiles.createFrom(who, language, recordingId);
    }

    private void fail(RuntimeException failure) {
      over = true;
      audio.reset();
      answers.onError(calls.errors().ending(failure, requestId));
    }

    @Override
    public void onError(Throwable failure) {
      over = true;
      audio.reset();
    }
  }
}
