package org.univoice.job;

import java.io.Serializable;
import java.time.Duration;

/**
 * Where and how the job runs.
 *
 * @param embedded whether it brings its own cluster, with the dashboard, in this process
 * @param dashboardPort port of that dashboard, on the loopback interface; 0 for any
 * @param parallelism subtasks per stage
 * @param checkpoints folder or URI to keep checkpoints in; empty for none
 * @param checkpointInterval how much may have to be made again after a crash
 * @param restore a savepoint or checkpoint to start from, "latest" for the newest one in
 *     checkpoints, or empty
 * @param localState folder for RocksDB's working files; empty for Flink's temporary folder. A disk
 *     that is slow to sync holds the task up with each checkpoint
 * @param managedMemoryMib what RocksDB may use for caches and buffers, when embedded
 */
public record ClusterConfig(
    boolean embedded,
    int dashboardPort,
    int parallelism,
    String checkpoints,
    Duration checkpointInterval,
    String restore,
    String localState,
    int managedMemoryMib)
    implements Serializable {

  public ClusterConfig {
    if (parallelism < 1 || managedMemoryMib < 16) {
      throw new IllegalArgumentException("parallelism and managed memory must be positive");
    }
    if (restore.equals("latest") && checkpoints.isEmpty()) {
      throw new IllegalArgumentException("--restore latest needs --checkpoints");
    }
  }
}
