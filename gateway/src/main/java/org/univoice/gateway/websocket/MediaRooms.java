package org.univoice.gateway.websocket;

import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.univoice.gateway.access.TicketIssuer;
import org.univoice.gateway.admission.Admission;
import org.univoice.gateway.audio.PaceLimiter;
import org.univoice.gateway.catalogue.LanguageCatalogue;
import org.univoice.gateway.session.SessionRegistry;
import org.univoice.gateway.stream.StreamPublisher;

/**
 * What every media connection talks to.
 *
 * @param waiting runs what may wait for something remote
 */
record MediaRooms(
    Admission admission,
    TicketIssuer tickets,
    SessionRegistry sessions,
    LanguageCatalogue catalogue,
    StreamPublisher publisher,
    Executor waiting,
    Supplier<PaceLimiter> paces,
    MediaMetrics metrics,
    Clock clock) {}
