package org.univoice.gateway.rest;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.univoice.gateway.access.Authenticator;
import org.univoice.gateway.access.Gatekeeper;
import org.univoice.gateway.access.TicketIssuer;
import org.univoice.gateway.admission.Admission;
import org.univoice.gateway.catalogue.LanguageCatalogue;
import org.univoice.gateway.idempotency.Idempotency;
import org.univoice.gateway.limit.RateLimits;
import org.univoice.gateway.session.SessionRegistry;
import org.univoice.gateway.stream.StreamPublisher;
import org.univoice.gateway.transcript.TranscriptService;

/**
 * What the api's endpoints talk to.
 *
 * @param mediaUrl where clients open their WebSockets
 * @param trustedProxies networks whose X-Forwarded-For is believed
 */
public record ApiRooms(
    Authenticator authenticator,
    Admission admission,
    Gatekeeper gatekeeper,
    SessionRegistry sessions,
    TicketIssuer tickets,
    TranscriptService transcripts,
    Supplier<URI> mediaUrl,
    LanguageCatalogue catalogue,
    StreamPublisher publisher,
    PrometheusMeterRegistry metrics,
    PersonalRooms personal,
    RateLimits limits,
    Idempotency idempotency,
    List<String> trustedProxies,
    Clock clock) {}
