package org.univoice.gateway;

import org.univoice.gateway.session.MemorySessionStore;
import org.univoice.gateway.session.SessionStore;
import org.univoice.gateway.transcript.MemorySegmentStore;
import org.univoice.gateway.transcript.SegmentStore;
import org.univoice.gateway.user.MemoryUserStore;
import org.univoice.gateway.user.UserStore;
import org.univoice.gateway.voice.MemoryVoiceProfileStore;
import org.univoice.gateway.voice.VoiceProfileStore;

/** Where the gateway keeps what outlives a connection. */
public record Stores(
    SessionStore sessions, SegmentStore segments, UserStore users, VoiceProfileStore voices) {

  /** Everything in this process, forgotten with it. */
  public static Stores inMemory() {
    return new Stores(
        new MemorySessionStore(),
        new MemorySegmentStore(),
        new MemoryUserStore(),
        new MemoryVoiceProfileStore());
  }
}
