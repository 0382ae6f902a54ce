package org.univoice.gateway.grpc;

import java.time.Clock;
import org.univoice.gateway.access.TicketIssuer;
import org.univoice.gateway.admission.Admission;
import org.univoice.gateway.catalogue.LanguageCatalogue;
import org.univoice.gateway.session.SessionRegistry;
import org.univoice.gateway.stream.StreamPublisher;

/** What every conversation over gRPC talks to. */
public record InterpreterRooms(
    Admission admission,
    TicketIssuer tickets,
    SessionRegistry sessions,
    LanguageCatalogue catalogue,
    StreamPublisher publisher,
    Clock clock) {}
