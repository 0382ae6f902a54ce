package org.univoice.gateway.privacy;

import java.util.function.Consumer;

/**
 * One part of forgetting somebody. Done again it does no harm, and it throws when it could not do
 * all of its part.
 */
public interface ErasureStep {

  /** As the audit log names it. */
  String name();

  void erase(String userId);

  /** The same of one session alone, where there is anything to keep of one. */
  default void eraseSession(String sessionId) {}

  static ErasureStep of(String name, Consumer<String> work) {
    return of(name, work, sessionId -> {});
  }

  /**
   * @param ofSession does the part for one session
   */
  static ErasureStep of(String name, Consumer<String> work, Consumer<String> ofSession) {
    return new ErasureStep() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public void erase(String userId) {
        work.accept(userId);
      }

      @Override
      public void eraseSession(String sessionId) {
        ofSession.accept(sessionId);
      }
    };
  }
}
