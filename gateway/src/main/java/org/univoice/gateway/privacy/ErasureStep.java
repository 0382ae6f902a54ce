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

  static ErasureStep of(String name, Consumer<String> work) {
    return new ErasureStep() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public void erase(String userId) {
        work.accept(userId);
      }
    };
  }
}
