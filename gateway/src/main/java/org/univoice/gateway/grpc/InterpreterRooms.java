package org.univoice.gateway.grpc;

import java.time.Clock;
import java.time.Duration;
import org.univoice.gateway.access.TicketIssuer;
import org.univoice.gateway.admission.Admission;
import org.univoice.gateway.catalogue.LanguageCatalogue;
import org.univoice.gateway.session.SessionRegistry;
import org.univoice.gateway.stream.StreamPublisher;

/**
 * What every conversation over gRPC talks to.
 *
 * @param most so many conversations at once; each holds a stream
 * @param seatWithin how soon a call has to say who speaks
 */
public record InterpreterRooms(
    Admission admission,
    TicketIssuer tickets,
    SessionRegistry sessions,
    LanguageCatalogue catalogue,
    StreamPublisher publisher,
    int most,
    Duration seatWithin,
    Clock clock) {}
