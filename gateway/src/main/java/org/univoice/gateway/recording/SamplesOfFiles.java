package org.univoice.gateway.recording;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Function;

/** The samples of several WAV files of this gateway's making, opened one after the other. */
final class SamplesOfFiles extends InputStream {
  private final Function<String, Optional<InputStream>> files;
  private final Deque<String> left;
  private InputStream current = InputStream.nullInputStream();

  SamplesOfFiles(Function<String, Optional<InputStream>> files, Collection<String> names) {
    this.files = files;
    this.left = new ArrayDeque<>(names);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    int read = current.read(to, offset, length);
    while (read < 0 && !left.isEmpty()) {
      current.close();
      // One that was deleted meanwhile is passed over.
      current = files.apply(left.removeFirst()).orElseGet(InputStream::nullInputStream);
      current.readNBytes(WavHeader.BYTES);
      read = current.read(to, offset, length);
    }
    return read;
  }

  @Override
  public void close() throws IOException {
    left.clear();
    current.close();
  }
}
