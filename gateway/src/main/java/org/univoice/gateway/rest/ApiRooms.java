package org.univoice.gateway.rest;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.univoice.gateway.access.Authentication;
import org.univoice.gateway.access.SignInOptions;
import org.univoice.gateway.access.SignIns;
import org.univoice.gateway.access.apikey.ApiKeys;
import org.univoice.gateway.catalogue.LanguageCatalogue;
import org.univoice.gateway.health.HealthCheck;
import org.univoice.gateway.idempotency.Idempotency;
import org.univoice.gateway.limit.RateLimits;
import org.univoice.gateway.session.GuestService;
import org.univoice.gateway.session.SessionService;
import org.univoice.gateway.tls.TlsIdentity;
import org.univoice.gateway.transcript.TranscriptService;
import org.univoice.gateway.user.AccountService;

/**
 * What the api's endpoints talk to.
 *
 * @param origins what a browser's Origin may be
 * @param tls what the api shows of itself; empty for plain connections
 * @param hsts whether browsers shall come back over TLS alone, whatever the port
 * @param signIns empty where passwords are not taken
 * @param signInOptions what is said of it to whoever asks
 * @param mediaUrl where clients open their WebSockets
 * @param parts what else the port serves
 * @param trustedProxies networks whose X-Forwarded-For is believed
 */
public record ApiRooms(
    Authentication authentication,
    Predicate<String> origins,
    Optional<Supplier<TlsIdentity>> tls,
    boolean hsts,
    ApiKeys apiKeys,
    Optional<SignIns> signIns,
    SignInOptions signInOptions,
    SessionService sessions,
    GuestService guests,
    AccountService accounts,
    TranscriptService transcripts,
    MediaAddress mediaUrl,
    LanguageCatalogue catalogue,
    List<HealthCheck> health,
    PrometheusMeterRegistry metrics,
    PersonalRooms personal,
    List<ApiPart> parts,
    RateLimits limits,
    Idempotency idempotency,
    List<String> trustedProxies,
    Clock clock) {}
