package org.univoice.benchmarks;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.univoice.benchmarks.PausedSpeaker.Back;
import org.univoice.client.SessionApi;
import org.univoice.gateway.Gateway;
import org.univoice.gateway.GatewayConfig;
import org.univoice.gateway.catalogue.FixedLanguageCatalogue;
import org.univoice.gateway.catalogue.Language;
import org.univoice.gateway.catalogue.LanguagePair;
import org.univoice.gateway.catalogue.Languages;
import org.univoice.local.Benchmark;
import org.univoice.local.Home;

/**
 * How soon a new session takes audio, and how soon one is back that was paused, at its own gateway:
 * real WebSockets, the whole gateway, and a job that is played and answers each chunk of audio with
 * as much speech.
 */
public final class PauseBenchmark implements Benchmark {
  private static final int SPEAKERS = 10;
  private static final int PAUSES = 20;
  private static final int WARM_UP = 3;
  private static final long BACK_MILLIS = 500;
  private static final int SESSIONS = 60;
  private static final long BEGUN_MILLIS = 100;

  @Override
  public String name() {
    return "pause";
  }

  @Override
  public String description() {
    return "how soon a new session, and one that was paused, takes audio and is heard";
  }

  @Override
  public int run(Home home, List<String> arguments) throws Exception {
    EchoingJob job = new EchoingJob();
    GatewayConfig config = GatewayConfig.local().onFreePorts();
    try (job;
        Gateway gateway = Gateway.start(config, job, catalogue(), Clock.systemUTC())) {
      job.deliverTo(gateway.deliveryAddress());
      List<Back> all = measure(gateway, job);
      List<String> lines =
          List.of(
              "| from the word that ends the pause until | bar | measured |",
              "|---|---|---|",
              row("the state says that it goes on", all.stream().map(Back::stateMillis).toList()),
              row("its first audio is in the stream", all.stream().map(Back::takenMillis).toList()),
              row("its first delivery is heard", all.stream().map(Back::heardMillis).toList()));
      Results.record(home, "A paused session is back", lines);
      Results.record(
          home,
          "A session begins",
          List.of(
              "| from asking the api for a session until | bar | measured |",
              "|---|---|---|",
              row("its first audio is in the stream", BEGUN_MILLIS, begin(gateway, job))));
    }
    return 0;
  }

  private static String row(String what, List<Double> millis) {
    return row(what, BACK_MILLIS, millis);
  }

  private static String row(String what, long barMillis, List<Double> millis) {
    return String.format("| %s | %d ms | %s |", what, barMillis, Percentiles.of(millis));
  }

  private static List<Double> begin(Gateway gateway, EchoingJob job) throws Exception {
    SessionApi api = new SessionApi(api(gateway), gateway.apiToken());
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < SESSIONS; i++) {
      long asked = System.nanoTime();
      try (PausedSpeaker speaker = PausedSpeaker.connect(api.open("speaker"), job, i)) {
        speaker.begin();
        millis.add((System.nanoTime() - asked) / 1e6);
      }
    }
    return millis;
  }

  private static List<Back> measure(Gateway gateway, EchoingJob job) throws Exception {
    SessionApi api = new SessionApi(api(gateway), gateway.apiToken());
    ExecutorService speakers = Executors.newFixedThreadPool(SPEAKERS);
    try {
      List<Callable<List<Back>>> talks =
          IntStream.range(0, SPEAKERS)
              .mapToObj(seed -> (Callable<List<Back>>) () -> talk(api, job, seed))
              .toList();
      List<Back> all = new ArrayList<>();
      for (Future<List<Back>> talk : speakers.invokeAll(talks)) {
        all.addAll(talk.get());
      }
      return all;
    } finally {
      speakers.shutdownNow();
    }
  }

  private static URI api(Gateway gateway) {
    return URI.create("http://127.0.0.1:" + gateway.apiAddress().getPort());
  }

  private static List<Back> talk(SessionApi api, EchoingJob job, int seed) throws Exception {
    try (PausedSpeaker speaker = PausedSpeaker.connect(api.open("speaker"), job, seed)) {
      List<Back> back = new ArrayList<>();
      for (int i = 0; i < WARM_UP + PAUSES; i++) {
        Back one = speaker.pauseAndGoOn();
        if (i >= WARM_UP) {
          back.add(one);
        }
      }
      return back;
    }
  }

  private static FixedLanguageCatalogue catalogue() {
    return new FixedLanguageCatalogue(
        new Languages(
            List.of(new Language("en", true, true), new Language("pt", true, true)),
            List.of(new LanguagePair("en", "pt", "useful")),
            List.of()));
  }
}
