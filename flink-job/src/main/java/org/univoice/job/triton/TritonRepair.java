package org.univoice.job.triton;

import io.grpc.Status;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.inference.GRPCInferenceServiceGrpc;
import org.univoice.inference.RepositoryModelLoadRequest;
import org.univoice.inference.RepositoryModelUnloadRequest;

/**
 * Unloads and loads a model that answers nothing but INTERNAL. Triton says so for ever when a
 * model's Python process was killed, while it reports the model ready; loading alone does not help.
 * One repair per model is under way in a process at a time.
 */
final class TritonRepair {

  private static final Logger LOG = LoggerFactory.getLogger(TritonRepair.class);
  private static final Map<String, Boolean> UNDER_WAY = new ConcurrentHashMap<>();

  private final String address;
  private final String model;
  private final int failuresToRepair;
  private final AtomicInteger failuresInARow = new AtomicInteger();

  TritonRepair(String address, String model, int failuresToRepair) {
    this.address = address;
    this.model = model;
    this.failuresToRepair = failuresToRepair;
  }

  void succeeded() {
    failuresInARow.set(0);
  }

  void failed(Throwable cause, GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub triton) {
    if (Status.fromThrowable(cause).getCode() != Status.Code.INTERNAL) {
      return;
    }
    if (failuresInARow.incrementAndGet() >= failuresToRepair
        && UNDER_WAY.putIfAbsent(address + "/" + model, true) == null) {
      failuresInARow.set(0);
      Thread repair = new Thread(() -> repair(triton), "repair-" + model);
      repair.setDaemon(true);
      repair.start();
    }
  }

  private void repair(GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub triton) {
    LOG.warn("{} at {} answers nothing but INTERNAL: unloading and loading it", model, address);
    try {
      triton.repositoryModelUnload(
          RepositoryModelUnloadRequest.newBuilder().setModelName(model).build());
      triton.repositoryModelLoad(
          RepositoryModelLoadRequest.newBuilder().setModelName(model).build());
      LOG.warn("{} at {} is loaded again", model, address);
    } catch (RuntimeException e) {
      LOG.warn("{} at {} could not be loaded again: {}", model, address, e.toString());
    } finally {
      UNDER_WAY.remove(address + "/" + model);
    }
  }
}
