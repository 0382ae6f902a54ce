package org.univoice.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.univoice.benchmarks.connections.IdleConnections;
import org.univoice.benchmarks.connections.TalkingSessions;
import org.univoice.local.Benchmark;
import org.univoice.local.Home;
import org.univoice.local.InvalidInputException;

/**
 * The gateway alone under many clients: what a connection costs while it is idle, and how long a
 * frame takes through it while a thousand talk. Gateway and clients are two processes on this
 * machine.
 */
public final class ConnectionsBenchmark implements Benchmark {
  private static final int TALKERS = 1_000;

  @Override
  public String name() {
    return "connections";
  }

  @Override
  public String description() {
    return "[idle|talking [COUNT]]: memory of idle connections; latency, loss and CPU of talking ones";
  }

  @Override
  public int run(Home home, List<String> arguments) throws Exception {
    String what = arguments.isEmpty() ? "" : arguments.get(0);
    if (!List.of("", "idle", "talking").contains(what) || arguments.size() > 2) {
      throw new InvalidInputException("bench connections takes: idle or talking, and a number");
    }
    int count = arguments.size() < 2 ? 0 : number(arguments.get(1));
    if (!what.equals("talking")) {
      List<String> lines = new ArrayList<>();
      IdleConnections.measure(home.logs(), count > 0 ? count : IdleConnections.most(), lines::add);
      Results.record(home, "Idle connections at the media listener", lines);
    }
    if (!what.equals("idle")) {
      List<String> lines = new ArrayList<>();
      TalkingSessions.measure(home.logs(), count > 0 ? count : TALKERS, lines::add);
      Results.record(home, "Talking sessions through the gateway alone", lines);
    }
    return 0;
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new InvalidInputException(text + " is not a number of connections");
    }
  }
}
