package org.univoice.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.univoice.gateway.Gateway;
import org.univoice.gateway.GatewayConfig;
import org.univoice.gateway.catalogue.FixedLanguageCatalogue;
import org.univoice.gateway.catalogue.Language;
import org.univoice.gateway.catalogue.LanguagePair;
import org.univoice.gateway.catalogue.Languages;
import org.univoice.gateway.catalogue.Voice;
import org.univoice.gateway.stream.StreamPublisher;
import org.univoice.internal.v1.SessionRecord;
import org.univoice.local.Benchmark;
import org.univoice.local.Home;
import org.univoice.local.setup.Progress;
import org.univoice.local.setup.PythonEnvironment;

/**
 * Holds a gateway to its OpenAPI document with requests that nobody would think of: valid ones,
 * broken ones, and one after the other. Ends with 1 when an answer is not as the document says.
 */
public final class SchemathesisBenchmark implements Benchmark {
  private static final String EXAMPLES = "25";

  @Override
  public String name() {
    return "schemathesis";
  }

  @Override
  public String description() {
    return "[OPTIONS]: the gateway's REST API against its OpenAPI document";
  }

  @Override
  public int run(Home home, List<String> arguments) throws Exception {
    Path folder = home.checkout().resolve("benchmarks/schemathesis");
    PythonEnvironment environment =
        new PythonEnvironment(
            home.folder().resolve("schemathesis"),
            home.basePython(),
            List.of(folder.resolve("requirements.lock")),
            home.logs().resolve("schemathesis-setup.log"));
    environment.ensure(new Lines());
    try (Gateway gateway =
        Gateway.start(
            GatewayConfig.local().onFreePorts(), new Nowhere(), catalogue(), Clock.systemUTC())) {
      String url = "http://127.0.0.1:" + gateway.apiAddress().getPort() + "/v1/openapi.json";
      Path work = Files.createTempDirectory("schemathesis");
      List<String> command =
          new ArrayList<>(
              List.of(
                  environment.python().resolveSibling("st").toString(),
                  "--config-file",
                  folder.resolve("schemathesis.toml").toString(),
                  "run",
                  url,
                  "--header",
                  "Authorization: Bearer " + gateway.apiToken(),
                  // Sign-in is served where an identity provider is, which is not here.
                  "--exclude-path-regex",
                  "^/v1/auth/",
                  "--max-examples",
                  EXAMPLES,
                  "--no-color"));
      command.addAll(arguments);
      return new ProcessBuilder(command).directory(work.toFile()).inheritIO().start().waitFor();
    }
  }

  private static FixedLanguageCatalogue catalogue() {
    return new FixedLanguageCatalogue(
        new Languages(
            List.of(new Language("en", true, true), new Language("pt", true, true)),
            List.of(new LanguagePair("en", "pt", "useful"), new LanguagePair("pt", "en", "useful")),
            List.of(new Voice("af_heart", "en-US", "Heart", "female"))));
  }

  private static final class Lines implements Progress {
    @Override
    public void begins(String what) {
      System.out.println(what);
    }

    @Override
    public void moves(String what, long done, long total) {}

    @Override
    public void completes(String what, long total) {}
  }

  /** No audio is sent, so nothing needs to arrive anywhere. */
  private static final class Nowhere implements StreamPublisher {
    @Override
    public void publish(SessionRecord record) {}

    @Override
    public boolean writable() {
      return true;
    }

    @Override
    public boolean flushed() {
      return true;
    }

    @Override
    public void whenWritable(Runnable callback) {
      callback.run();
    }
  }
}
