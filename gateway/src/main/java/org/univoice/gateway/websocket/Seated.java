package org.univoice.gateway.websocket;

import org.univoice.gateway.session.Participant;
import org.univoice.gateway.session.ParticipantConnection;
import org.univoice.gateway.session.Session;
import org.univoice.log.LogFields;

/** This connection is the participant's current one from now on. */
record Seated(
    Session session,
    Participant participant,
    ParticipantConnection connection,
    LogFields logFields) {}
