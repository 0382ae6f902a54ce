package org.univoice.gateway.rest;

import com.linecorp.armeria.server.ServerBuilder;

/** Something else than annotated endpoints that the api's port serves. */
@FunctionalInterface
public interface ApiPart {

  void addTo(ServerBuilder server, Callers callers);
}
