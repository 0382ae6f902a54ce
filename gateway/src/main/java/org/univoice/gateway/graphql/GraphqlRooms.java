package org.univoice.gateway.graphql;

import java.time.Clock;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.bus.SessionBus;
import org.univoice.gateway.rest.MediaAddress;
import org.univoice.gateway.session.SessionService;
import org.univoice.gateway.transcript.TranscriptService;
import org.univoice.gateway.voice.VoiceProfile;

/**
 * What questions in GraphQL are answered from.
 *
 * @param bus tells what happens to sessions, at whichever gateway
 * @param profiles a voice profile by its id, for who may see it
 * @param mediaUrl where clients open their WebSockets
 * @param origins whose pages may subscribe, as a browser names them
 */
public record GraphqlRooms(
    SessionService sessions,
    TranscriptService transcripts,
    SessionBus bus,
    BiFunction<Caller, String, VoiceProfile> profiles,
    MediaAddress mediaUrl,
    Predicate<String> origins,
    Clock clock) {}
