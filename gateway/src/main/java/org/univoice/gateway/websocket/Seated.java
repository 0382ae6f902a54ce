package org.univoice.gateway.websocket;

import org.univoice.gateway.session.Participant;
import org.univoice.gateway.session.ParticipantConnection;
import org.univoice.gateway.session.Session;
import org.univoice.log.LogFields;

/** This connection is the participant's current one from now on. */
public record Seated(
    Session session, Participant participant, ParticipantConnection connection, String requestId) {

  /** Made when something is logged, which is seldom, rather than kept for every connection. */
  public LogFields logFields() {
    return LogFields.ofRequest(requestId).andParticipant(session.id(), participant.id());
  }
}
