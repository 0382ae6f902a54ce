package org.univoice.gateway;

import java.util.List;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.grpc.VoiceProfiles;
import org.univoice.gateway.recording.RecordingService;
import org.univoice.gateway.voice.Enrolment;
import org.univoice.gateway.voice.VoiceProfile;
import org.univoice.gateway.voice.VoiceProfileService;

/** The voice profiles that REST serves, for gRPC. */
record VoicesOverGrpc(VoiceProfileService profiles, RecordingService recordings)
    implements VoiceProfiles {

  @Override
  public VoiceProfile create(Caller caller, String language, byte[] audio) {
    return profiles.create(caller, Enrolment.ofFile(audio), language);
  }

  @Override
  public VoiceProfile createFrom(Caller caller, String language, String recordingId) {
    return profiles.create(
        caller, Enrolment.ofRecording(() -> recordings.speechOf(caller, recordingId)), language);
  }

  @Override
  public VoiceProfile find(Caller caller, String profileId) {
    return profiles.get(caller, caller.principal().userId(), profileId);
  }

  @Override
  public List<VoiceProfile> own(Caller caller) {
    return profiles.ofUser(caller, caller.principal().userId());
  }

  @Override
  public void delete(Caller caller, String profileId) {
    profiles.delete(caller, profileId);
  }
}
