package org.univoice.job.segmentation.voiceactivity;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs at a job's end what a library has left for the JVM's end. A TaskManager outlives its jobs,
 * and each hook would keep all classes of its job until the metaspace is full.
 */
final class ShutdownHooks {
  private static final Logger LOG = LoggerFactory.getLogger(ShutdownHooks.class);

  private ShutdownHooks() {}

  /**
   * @param context context class loader of the threads that registered the hooks in question
   */
  static void runNow(ClassLoader context) {
    for (Thread hook : registered()) {
      if (hook.getContextClassLoader() == context
          && Runtime.getRuntime().removeShutdownHook(hook)) {
        hook.run();
      }
    }
  }

  /** The JVM tells nobody; {@code --add-opens=java.base/java.lang} lets us look. */
  private static List<Thread> registered() {
    try {
      Class<?> owner = Class.forName("java.lang.ApplicationShutdownHooks");
      Field hooks = owner.getDeclaredField("hooks");
      hooks.setAccessible(true);
      synchronized (owner) {
        Map<?, ?> all = (Map<?, ?>) hooks.get(null);
        return all == null ? List.of() : all.keySet().stream().map(Thread.class::cast).toList();
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.warn("This job's classes stay in the TaskManager until it ends: {}", e.toString());
      return List.of();
    }
  }
}
