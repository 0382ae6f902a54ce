package org.univoice.gateway.grpc;

import java.util.List;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.voice.VoiceProfile;

/** What voice profiles have to offer to be served over gRPC. May wait for a store. */
public interface VoiceProfiles {

  /**
   * @param wav one whole WAV file
   */
  VoiceProfile create(Caller caller, String language, byte[] wav);

  VoiceProfile find(Caller caller, String profileId);

  /** The caller's own, the oldest first. */
  List<VoiceProfile> own(Caller caller);

  void delete(Caller caller, String profileId);
}
