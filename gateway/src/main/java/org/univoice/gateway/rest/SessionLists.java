package org.univoice.gateway.rest;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.annotation.Nullable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.univoice.gateway.access.Caller;
import org.univoice.gateway.page.Page;
import org.univoice.gateway.session.SessionService;
import org.univoice.gateway.session.StoredSession;

/** A caller's sessions page by page, whichever version of the api shows them. */
final class SessionLists {
  private final SessionService sessions;
  private final RecordingIds recordings;

  SessionLists(SessionService sessions, RecordingIds recordings) {
    this.sessions = sessions;
    this.recordings = recordings;
  }

  /**
   * @param name of the list in the answer
   * @param view how a session is shown, with the id of its recording
   */
  HttpResponse of(
      Caller caller,
      @Nullable String limit,
      @Nullable String nextToken,
      String name,
      BiFunction<StoredSession, Optional<String>, ?> view) {
    String userId = caller.principal().userId();
    Page<StoredSession> page =
        sessions.list(caller, userId, Queries.limit(limit), Optional.ofNullable(nextToken));
    Function<StoredSession, Optional<String>> recorded = recordings.ofUser(userId);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(name, page.items().stream().map(one -> view.apply(one, recorded.apply(one))).toList());
    page.nextToken().ifPresent(token -> body.put("nextToken", token));
    return Json.response(HttpStatus.OK, body);
  }
}
