package org.univoice.gateway.admission;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.function.Supplier;

/**
 * The load as the virtual machine knows it; in a container, of the container.
 *
 * <p>The heap is that after each pool's last collection: what is garbage by now would say nothing.
 */
final class MachineLoad implements Supplier<Load> {
  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final boolean wholeMachine;

  MachineLoad(boolean wholeMachine) {
    this.wholeMachine = wholeMachine;
  }

  @Override
  public Load get() {
    return new Load(wholeMachine ? system.getCpuLoad() : system.getProcessCpuLoad(), heap());
  }

  private static double heap() {
    long used = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      MemoryUsage kept = pool.getType() == MemoryType.HEAP ? pool.getCollectionUsage() : null;
      used += kept == null ? 0 : kept.getUsed();
    }
    return (double) used / Runtime.getRuntime().maxMemory();
  }
}
