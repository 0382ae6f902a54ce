package org.univoice.local.setup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.local.FailedException;
import org.univoice.local.setup.WeightsLock.Derived;
import org.univoice.local.setup.WeightsLock.Member;
import org.univoice.local.setup.WeightsLock.Part;
import org.univoice.local.setup.WeightsLock.Weights;
import org.univoice.local.setup.WeightsLock.WeightsFile;

/** Makes sure that the weights are there, fetching what is missing or broken. */
public final class WeightsRoom {
  private static final Logger LOG = LoggerFactory.getLogger(WeightsRoom.class);

  private final Path folder;
  private final WeightsStore store;
  private final PartStore parts;
  private final DerivedFiles derivedFiles;
  private final Progress progress;

  public WeightsRoom(
      Path folder, List<PartSource> sources, DerivedFiles derivedFiles, Progress progress) {
    this.folder = folder;
    this.store = new WeightsStore(folder);
    this.parts = new PartStore(folder.resolve(".parts"), sources, progress);
    this.derivedFiles = derivedFiles;
    this.progress = progress;
  }

  /**
   * Returns at once when all are whole. Two callers, also of two processes, take turns.
   *
   * @throws FailedException with what could not be had
   */
  public void ensure(WeightsLock lock) {
    try {
      if (allSealed(lock)) {
        return;
      }
      try (SharedLock ignored = SharedLock.take(folder.resolve(".lock"))) {
        parts.tidy();
        for (Weights weights : lock.weights()) {
          if (!store.sealed(weights)) {
            complete(weights);
          }
        }
      }
    } catch (IOException e) {
      throw new FailedException("The weights could not be fetched: " + e.getMessage(), e);
    }
  }

  /** Role, version, and whether every byte is as it should be; reads all files. */
  public WeightsState state(Weights weights) {
    try {
      if (!Files.isDirectory(store.folder(weights))) {
        return WeightsState.MISSING;
      }
      boolean derived = true;
      for (Derived file : weights.derived()) {
        derived &= Files.isRegularFile(store.folder(weights).resolve(file.path()));
      }
      return store.broken(weights).isEmpty() && derived
          ? WeightsState.READY
          : WeightsState.INCOMPLETE;
    } catch (IOException e) {
      throw new FailedException("The weights cannot be read: " + e.getMessage(), e);
    }
  }

  /** Everything in the weights' folder, also what older versions of the list left there. */
  public long bytesOnDisk(Weights weights) {
    try {
      return store.bytes(weights);
    } catch (IOException e) {
      throw new FailedException("The weights cannot be read: " + e.getMessage(), e);
    }
  }

  private boolean allSealed(WeightsLock lock) throws IOException {
    for (Weights weights : lock.weights()) {
      if (!store.sealed(weights)) {
        return false;
      }
    }
    return true;
  }

  private void complete(Weights weights) throws IOException {
    Path target = store.folder(weights);
    Files.createDirectories(target);
    List<WeightsFile> broken = store.broken(weights);
    if (!broken.isEmpty()) {
      progress.begins("Fetching " + weights.role() + " " + weights.version());
    }
    for (WeightsFile file : broken) {
      assemble(weights, file, target);
    }
    Set<String> computed = new HashSet<>();
    for (Derived derived : weights.derived()) {
      boolean missing = !Files.isRegularFile(target.resolve(derived.path()));
      if ((!broken.isEmpty() || missing) && computed.add(derived.command())) {
        derive(derived, target);
      }
    }
    store.seal(weights);
    parts.forget(weights.parts());
    LOG.info("{} {} is ready", weights.role(), weights.version());
  }

  private void assemble(Weights weights, WeightsFile file, Path target) throws IOException {
    Path whole = target.resolve(file.path());
    Files.createDirectories(whole.getParent());
    Path half = whole.resolveSibling(whole.getFileName() + ".half");
    try (OutputStream out = Files.newOutputStream(half)) {
      for (Member member : file.from()) {
        Part part = weights.parts().get(member.part());
        PartArchive.copy(parts.have(part), part.file(), member.member(), out);
      }
    }
    if (!Checksum.matches(half, file.size(), file.sha256())) {
      Files.delete(half);
      throw new IOException(file.path() + " of " + weights.role() + " is not what it should be");
    }
    Files.move(half, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void derive(Derived derived, Path target) throws IOException {
    progress.begins("Computing " + derived.path());
    derivedFiles.compute(derived.command(), target, Map.of());
    if (!Files.isRegularFile(target.resolve(derived.path()))) {
      throw new IOException(derived.command() + " did not write " + derived.path());
    }
  }

  /** Runs a command that computes a file of others. */
  @FunctionalInterface
  public interface DerivedFiles {
    void compute(String command, Path folder, Map<String, String> environment) throws IOException;
  }
}
