package org.univoice.job.triton;

import io.grpc.Status;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.univoice.inference.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import org.univoice.inference.RepositoryModelLoadRequest;
import org.univoice.inference.RepositoryModelUnloadRequest;

/**
 * Unloads and loads a model that answers nothing but INTERNAL. Triton says so for ever when a
 * model's Python process was killed, while it reports the model ready; loading alone does not help.
 * Every subtask of the process shares one judgement per model.
 */
final class TritonRepair {

  private static final Logger LOG = LoggerFactory.getLogger(TritonRepair.class);
  private static final Map<String, RepairPolicy> POLICIES = new ConcurrentHashMap<>();

  /** Large weights take their time. */
  private static final long LOADING_SECONDS = 120;

  private final String address;
  private final String model;
  private final RepairPolicy policy;

  TritonRepair(String address, String model, int failuresToRepair) {
    this.address = address;
    this.model = model;
    this.policy =
        POLICIES.computeIfAbsent(
            address + "/" + model, ignored -> new RepairPolicy(failuresToRepair));
  }

  void succeeded() {
    policy.onSuccess();
  }

  void failed(Throwable cause, GRPCInferenceServiceBlockingStub triton) {
    if (isDue(Status.fromThrowable(cause).getCode())) {
      Thread repair = new Thread(() -> repair(triton), "repair-" + model);
      repair.setDaemon(true);
      repair.start();
    }
  }

  private boolean isDue(Status.Code code) {
    long nowMillis = System.currentTimeMillis();
    return switch (code) {
      case INTERNAL -> policy.onInternal(nowMillis);
      case NOT_FOUND -> policy.onMissing(nowMillis);
      default -> false;
    };
  }

  private void repair(GRPCInferenceServiceBlockingStub triton) {
    LOG.warn("{} at {} answers nothing but INTERNAL: unloading and loading it", model, address);
    boolean loaded = false;
    try {
      triton
          .withDeadlineAfter(LOADING_SECONDS, TimeUnit.SECONDS)
          .repositoryModelUnload(
              RepositoryModelUnloadRequest.newBuilder().setModelName(model).build());
      triton
          .withDeadlineAfter(LOADING_SECONDS, TimeUnit.SECONDS)
          .repositoryModelLoad(RepositoryModelLoadRequest.newBuilder().setModelName(model).build());
      loaded = true;
      LOG.warn("{} at {} is loaded again", model, address);
    } catch (RuntimeException e) {
      LOG.warn("{} at {} could not be loaded again: {}", model, address, e.toString());
    } finally {
      policy.onRepairEnded(System.currentTimeMillis(), loaded);
    }
  }
}
