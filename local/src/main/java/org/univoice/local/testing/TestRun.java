package org.univoice.local.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.univoice.local.Home;
import org.univoice.local.setup.JudgesEnvironment;
import org.univoice.local.setup.Progress;

/** Every test there is, one suite after the other, and one total. */
public final class TestRun {
  private final Home home;
  private final Map<String, String> servers;
  private final Suites suites;
  private final Progress progress;
  private final Consumer<String> say;

  /**
   * @param servers environment variables that tell tests where Redis, PostgreSQL and Chromium are
   */
  public TestRun(Home home, Map<String, String> servers, Progress progress, Consumer<String> say) {
    Map<String, String> environment = new HashMap<>(environment(home));
    environment.putAll(servers);
    this.home = home;
    this.servers = servers;
    this.suites = new Suites(environment, say);
    this.progress = progress;
    this.say = say;
  }

  /**
   * @param triton host:port of a running Triton, for tests of the adapters
   * @param tritonProcess process above it, for the test that kills one of its models
   * @return exit code: 0 when nothing failed
   */
  public int run(String triton, long tritonProcess) throws IOException, InterruptedException {
    FileTime started = FileTime.fromMillis(System.currentTimeMillis());
    Path models = home.logs().resolve("pytest.xml");
    Path judges = home.logs().resolve("pytest-quality.xml");
    Files.deleteIfExists(models);
    Files.deleteIfExists(judges);
    int maven =
        suites.run(
            "Java: units, properties, harnesses, whole job, end to end",
            List.of(
                System.getenv().getOrDefault("UNIVOICE_MAVEN", "mvn"),
                "-B",
                "-ntp",
                // The job and the gateway need nothing of each other, and mostly wait.
                "-T2",
                "verify",
                "-Pcluster",
                "-DexcludedGroups=",
                "-Dunivoice.triton=" + triton,
                "-Dunivoice.triton.pid=" + tritonProcess,
                "-Dmaven.test.failure.ignore=true"),
            home.checkout());
    int pytest = suites.run("Python: models", pytest(home.python(), models), home.models());
    pytest +=
        suites.run(
            "Python: judges of quality",
            pytest(JudgesEnvironment.of(home).python(), judges),
            JudgesEnvironment.source(home));
    WebSuites web = new WebSuites(home, suites, progress, say);
    web.run(servers.containsKey("UNIVOICE_CHROMIUM"), triton);
    List<Path> reports = reports(started);
    Stream.of(models, judges).filter(Files::exists).forEach(reports::add);
    reports.addAll(web.reports());
    TestCount total = web.checks();
    for (Path report : reports) {
      total = total.plus(TestCount.read(report));
      TestCount.failures(report).forEach(failure -> say.accept("failed: " + failure));
    }
    // A suite that could not even be built has no report of its own.
    if (total.failed() == 0 && (maven != 0 || pytest != 0)) {
      total = total.plus(new TestCount(0, 1, 0));
    }
    if (total.skipped() > 0) {
      say.accept(total.skipped() + " skipped");
    }
    say.accept(total.passed() + " passed, " + total.failed() + " failed");
    return total.failed() == 0 ? 0 : 1;
  }

  private static List<String> pytest(Path python, Path report) {
    return List.of(python.toString(), "-m", "pytest", "-q", "--junitxml", report.toString());
  }

  private static Map<String, String> environment(Home home) {
    return Map.of(
        "UNIVOICE_HOME", home.folder().toString(),
        "UNIVOICE_WEIGHTS", home.weights().toString(),
        "UNIVOICE_PYTHON", home.python().toString(),
        "PYTHONDONTWRITEBYTECODE", "1",
        "OMP_NUM_THREADS", "1");
  }

  private List<Path> reports(FileTime since) throws IOException {
    List<Path> reports = new ArrayList<>();
    try (Stream<Path> files = Files.walk(home.checkout(), 4)) {
      for (Path file : files.filter(TestRun::isReport).toList()) {
        if (Files.getLastModifiedTime(file).compareTo(since) >= 0) {
          reports.add(file);
        }
      }
    }
    return reports;
  }

  private static boolean isReport(Path file) {
    String folder = String.valueOf(file.getParent().getFileName());
    String name = file.getFileName().toString();
    return folder.equals("surefire-reports") && name.startsWith("TEST-") && name.endsWith(".xml");
  }
}
