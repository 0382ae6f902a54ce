package org.univoice.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.univoice.gateway.recording.RecordingKey;
import org.univoice.gateway.recording.RecordingStore;

/** A store of recordings that may be away, or break off while it deletes. */
final class FragileRecordings {
  private final RecordingStore whole;
  private volatile boolean away;
  private volatile boolean breaking;

  FragileRecordings(RecordingStore whole) {
    this.whole = whole;
  }

  /** Nothing can be asked of it. */
  void goAway() {
    away = true;
  }

  /** Of the next recording that is deleted only the first file goes. */
  void breakOff() {
    breaking = true;
  }

  void comeBack() {
    away = false;
    breaking = false;
  }

  RecordingStore store() {
    return (RecordingStore)
        Proxy.newProxyInstance(
            RecordingStore.class.getClassLoader(),
            new Class<?>[] {RecordingStore.class},
            (proxy, method, args) -> {
              if (away) {
                throw gone();
              }
              if (breaking && method.getName().equals("delete") && args.length == 1) {
                RecordingKey recording = (RecordingKey) args[0];
                whole.delete(recording, whole.files(recording).get(0));
                throw gone();
              }
              try {
                return method.invoke(whole, args);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static UncheckedIOException gone() {
    return new UncheckedIOException(new IOException("the store does not answer"));
  }
}
