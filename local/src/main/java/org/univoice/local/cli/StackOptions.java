package org.univoice.local.cli;

import org.univoice.local.stack.Ports;
import picocli.CommandLine.Option;

/** Which ports to listen on; those that are not named are the command's own choice. */
final class StackOptions {
  @Option(names = "--api-port", paramLabel = "PORT", description = "REST, gRPC and pages")
  private Integer api;

  @Option(names = "--media-port", paramLabel = "PORT", description = "audio over WebSocket")
  private Integer media;

  @Option(names = "--delivery-port", paramLabel = "PORT", description = "job to gateway")
  private Integer delivery;

  @Option(names = "--dashboard-port", paramLabel = "PORT", description = "Flink's dashboard")
  private Integer dashboard;

  @Option(names = "--triton-http-port", paramLabel = "PORT")
  private Integer tritonHttp;

  @Option(names = "--triton-grpc-port", paramLabel = "PORT")
  private Integer tritonGrpc;

  @Option(names = "--triton-metrics-port", paramLabel = "PORT")
  private Integer tritonMetrics;

  @Option(names = "--aws-port", paramLabel = "PORT", description = "stand-in for AWS")
  private Integer standIn;

  @Option(names = "--store-port", paramLabel = "PORT", description = "stand-in for the stores")
  private Integer store;

  @Option(names = "--verbose", description = "tell how long each part took to start")
  private boolean verbose;

  boolean verbose() {
    return verbose;
  }

  Ports ports(Ports otherwise) {
    Ports ports =
        new Ports(
            or(api, otherwise.api()),
            or(media, otherwise.media()),
            or(delivery, otherwise.delivery()),
            or(dashboard, otherwise.dashboard()),
            or(tritonHttp, otherwise.tritonHttp()),
            or(tritonGrpc, otherwise.tritonGrpc()),
            or(tritonMetrics, otherwise.tritonMetrics()),
            or(standIn, otherwise.standIn()),
            or(store, otherwise.store()));
    ports.requireFree();
    return ports;
  }

  private static int or(Integer given, int otherwise) {
    return given == null ? otherwise : given;
  }
}
