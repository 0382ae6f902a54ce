package org.univoice.local.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.univoice.gateway.catalogue.Languages;
import org.univoice.local.Home;
import org.univoice.local.Run;
import org.univoice.local.setup.NodeTools;
import org.univoice.local.setup.Progress;
import org.univoice.local.setup.WebBuild;
import org.univoice.local.stack.Ports;
import org.univoice.local.stack.Stack;
import org.univoice.local.stack.StackConfig;
import org.univoice.local.stack.StackListener;
import org.univoice.local.stack.WarmUp;

/** The tests of the web page: of its parts, and of the whole in a browser. */
final class WebSuites {
  private static final String REPORT = "UNIVOICE_JUNIT";

  private final Home home;
  private final Suites suites;
  private final Progress progress;
  private final Consumer<String> say;
  private final List<Path> reports = new ArrayList<>();
  private TestCount checks = TestCount.NONE;

  WebSuites(Home home, Suites suites, Progress progress, Consumer<String> say) {
    this.home = home;
    this.suites = suites;
    this.progress = progress;
    this.say = say;
  }

  /**
   * @param chromium whether there is one, for what needs it
   * @param triton host:port of a running Triton
   */
  void run(boolean chromium, String triton) throws IOException, InterruptedException {
    WebBuild web = WebBuild.of(home);
    web.inWorkshop(progress, this::parts);
    if (!chromium) {
      say.accept("== Browser: skipped, for there is no Chromium");
      return;
    }
    Path page = web.ensure(progress);
    Run run = Run.create(home);
    StackConfig config = new StackConfig(home, Ports.free(), run.folder(), "").withPage(page);
    StackListener quiet = new Quiet(say);
    try (Stack stack = Stack.startWithModels(config, quiet, triton)) {
      WarmUp.speakThrough(stack, quiet);
      web.inWorkshop(progress, (folder, npm) -> browser(stack, folder, npm));
    }
  }

  /** Reports in JUnit's XML, as far as there are any. */
  List<Path> reports() {
    return reports.stream().filter(Files::exists).toList();
  }

  /** What has no report: each suite that passed or failed as a whole is one. */
  TestCount checks() {
    return checks;
  }

  private void parts(Path folder, NodeTools.Npm npm) throws IOException, InterruptedException {
    check("Web: style", "lint", folder, npm);
    check("Web: types", "types", folder, npm);
    reported("Web: units", "test", folder, npm, Map.of());
  }

  private void browser(Stack stack, Path folder, NodeTools.Npm npm)
      throws IOException, InterruptedException {
    Path screenshots = home.logs().resolve("screenshots");
    if (Files.exists(screenshots)) {
      Run.delete(screenshots);
    }
    Map<String, String> told =
        Map.of(
            "UNIVOICE_API", stack.page().toString(),
            "UNIVOICE_TOKEN", stack.apiToken(),
            "UNIVOICE_MEDIA", stack.media().toString(),
            "UNIVOICE_SCREENSHOTS", screenshots.toString());
    reported("Browser: the page against the whole stack", "browser", folder, npm, told);
    say.accept("Screenshots: " + screenshots);
  }

  private void check(String name, String script, Path folder, NodeTools.Npm npm)
      throws IOException, InterruptedException {
    count(name, suites.run(name, npm.with("run", script), folder, path(npm)));
  }

  private void reported(
      String name, String script, Path folder, NodeTools.Npm npm, Map<String, String> told)
      throws IOException, InterruptedException {
    Path report = home.logs().resolve("web-" + script + ".xml");
    Files.deleteIfExists(report);
    reports.add(report);
    Map<String, String> environment = new HashMap<>(told);
    environment.putAll(path(npm));
    environment.put(REPORT, report.toString());
    int code = suites.run(name, npm.with("run", script), folder, environment);
    // Tests that failed are in the report; what kept them from running is not.
    if (code != 0 && (!Files.exists(report) || TestCount.read(report).failed() == 0)) {
      count(name, code);
    }
  }

  private void count(String name, int code) {
    checks = checks.plus(code == 0 ? new TestCount(1, 0, 0) : new TestCount(0, 1, 0));
    if (code != 0) {
      say.accept("failed: " + name);
    }
  }

  private static Map<String, String> path(NodeTools.Npm npm) {
    return Map.of("PATH", npm.path());
  }

  /** Tells only what goes wrong. */
  private record Quiet(Consumer<String> say) implements StackListener {
    @Override
    public void started(String part, Duration took) {}

    @Override
    public void notice(String line) {
      say.accept("! " + line);
    }

    @Override
    public void served(Languages languages) {}
  }
}
