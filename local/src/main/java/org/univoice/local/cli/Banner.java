package org.univoice.local.cli;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.univoice.local.stack.Ports;
import org.univoice.local.stack.StackConfig;

/** Where everything listens and writes, what is asked for most first. */
final class Banner {
  private final Map<String, Object> rows = new LinkedHashMap<>();
  private final List<String> first = new ArrayList<>();
  private final boolean lan;

  /**
   * @param api where the gateway's listeners are found
   * @param media likewise
   */
  Banner(URI api, URI media, StackConfig config) {
    Ports ports = config.ports();
    lan = config.lan().isPresent();
    rows.put("api", api);
    rows.put("media", media);
    rows.put("Flink dashboard", "http://127.0.0.1:" + ports.dashboard());
    rows.put("log of the gateway", config.home().log());
    rows.put("other logs", config.logs());
    rows.put("Triton HTTP", "http://127.0.0.1:" + ports.tritonHttp());
    rows.put("Triton gRPC", "127.0.0.1:" + ports.tritonGrpc());
    rows.put("Triton metrics", "http://127.0.0.1:" + ports.tritonMetrics() + "/metrics");
    rows.put("job to gateway", "127.0.0.1:" + ports.delivery() + " (gRPC)");
    rows.put("Kinesis stand-in", "http://127.0.0.1:" + ports.standIn());
    rows.put("stores' stand-in", "http://127.0.0.1:" + ports.store());
    config.store().ifPresent(store -> rows.put("what is kept", store.folder()));
  }

  /**
   * Begins with the link that opens the page. What follows the # stays in the browser: it is sent
   * to nobody and in no log.
   */
  Banner opening(URI page, String token) {
    first.add("Open " + page + "/#token=" + token);
    if (lan) {
      first.add(
          "Phones of the same network reach it, too, and warn once, because this machine vouches"
              + " for itself: say there that you want to go on.");
    }
    return this;
  }

  List<String> lines() {
    int widest = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
    Stream<String> table =
        rows.entrySet().stream()
            .map(
                row ->
                    "  "
                        + row.getKey()
                        + " ".repeat(widest - row.getKey().length() + 2)
                        + row.getValue());
    return Stream.concat(first.stream(), table).toList();
  }
}
