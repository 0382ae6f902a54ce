package org.univoice.gateway.rest;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;

/** Something else than annotated endpoints that the api's port serves. */
public interface ApiPart {

  /**
   * @param callers tells who asks
   * @param limits asked by whatever finds out for itself who asks
   */
  void addTo(ServerBuilder server, Callers callers, CallerLimits limits);

  /**
   * Hears of each request, also of other parts, before anything waits: what limits its length must
   * be set by then.
   */
  default void begins(ServiceRequestContext ctx) {}

  /**
   * How this part says no to one of its requests that never reached it; null for a request of
   * another part, or where HTTP says it as well.
   */
  default HttpResponse refused(ServiceRequestContext ctx, Throwable failure) {
    return null;
  }
}
