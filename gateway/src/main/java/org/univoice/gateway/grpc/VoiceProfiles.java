package org.univoice.gateway.grpc;

import java.util.List;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.voice.VoiceProfile;

/** What voice profiles have to offer to be served over gRPC. May wait for a store. */
public interface VoiceProfiles {

  /**
   * @param audio one whole file: WAV, MP3 or Ogg Opus
   */
  VoiceProfile create(Caller caller, String language, byte[] audio);

  /** As {@link #create}, of what the caller says in a recording that they may read. */
  VoiceProfile createFrom(Caller caller, String language, String recordingId);

  VoiceProfile find(Caller caller, String profileId);

  /** The caller's own, the oldest first. */
  List<VoiceProfile> own(Caller caller);

  void delete(Caller caller, String profileId);
}
