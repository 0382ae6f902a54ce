package org.univoice.gateway.recording;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileRecordingStoreTest extends RecordingStoreContract {
  @TempDir private Path root;

  @Override
  protected RecordingStore store() {
    return new FileRecordingStore(root);
  }
}
