package org.univoice.local.setup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.univoice.local.Home;

/** Brings the machine to where the stack can start: the environment and the weights. */
public final class Setup {
  private final PythonEnvironment environment;
  private final WeightsRoom weights;
  private final WeightsLock lock;
  private final Progress progress;

  public Setup(Home home, Progress progress) {
    Path log = home.logs().resolve("setup.log");
    this.progress = progress;
    this.environment =
        new PythonEnvironment(
            home.environment(),
            home.basePython(),
            List.of(
                home.models().resolve("requirements.lock"),
                home.models().resolve("requirements-source.lock")),
            log);
    this.lock = WeightsLock.read(home.models().resolve("weights.lock"));
    this.weights =
        new WeightsRoom(
            home.weights(),
            List.of(
                new PipPartSource(home.python(), log),
                new NpmPartSource(
                    new NodeTools(home.python(), home.folder().resolve("tools/node"), log), log)),
            (command, folder, more) -> derive(home, command, folder, more, log),
            progress);
  }

  public void ensure() {
    environment.ensure(progress);
    weights.ensure(lock);
  }

  public WeightsLock lock() {
    return lock;
  }

  public WeightsState state(WeightsLock.Weights of) {
    return weights.state(of);
  }

  /** All files in their folder as they are now, also those computed from what was fetched. */
  public long bytesOnDisk(WeightsLock.Weights of) {
    return weights.bytesOnDisk(of);
  }

  /** "python" in a command is the environment's. */
  private static void derive(
      Home home, String command, Path folder, Map<String, String> more, Path log)
      throws java.io.IOException {
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    words.replaceAll(word -> word.equals("python") ? home.python().toString() : word);
    Map<String, String> variables = new HashMap<>(more);
    variables.put("PYTHONPATH", home.models().resolve("src").toString());
    variables.put("PYTHONDONTWRITEBYTECODE", "1");
    ToolProcess.run(words, folder, variables, log);
  }
}
