package org.univoice.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Where this process and all below it listen, as the kernel tells it. */
public final class ListeningSockets {
  private static final String LISTEN = "0A";

  /** 127.0.0.1 as /proc/net/tcp writes it, by itself and as an address of IPv6; ::1. */
  private static final Set<String> LOOPBACK =
      Set.of("0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000");

  private ListeningSockets() {}

  /** Ports that can be reached from other machines. */
  public static List<Integer> reachableFromElsewhere() throws IOException {
    return ports(false);
  }

  /** Ports that only this machine reaches. */
  public static List<Integer> loopback() throws IOException {
    return ports(true);
  }

  private static List<Integer> ports(boolean ofLoopback) throws IOException {
    Set<String> own = new HashSet<>();
    Stream.concat(
            Stream.of(ProcessHandle.current().pid()),
            ProcessHandle.current().descendants().map(ProcessHandle::pid))
        .forEach(pid -> own.addAll(sockets(pid)));
    List<Integer> ports = new ArrayList<>();
    for (String table : List.of("tcp", "tcp6")) {
      Path kernel = Path.of("/proc/self/net", table);
      for (String line : Files.exists(kernel) ? Files.readAllLines(kernel) : List.<String>of()) {
        String[] field = line.trim().split("\\s+");
        if (field[3].equals(LISTEN) && own.contains(field[9])) {
          String[] address = field[1].split(":");
          if (LOOPBACK.contains(address[0]) == ofLoopback) {
            ports.add(Integer.parseInt(address[1], 16));
          }
        }
      }
    }
    return ports;
  }

  /** Inodes of a process's sockets. */
  private static Set<String> sockets(long pid) {
    Set<String> inodes = new HashSet<>();
    try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      files
          .map(ListeningSockets::target)
          .filter(to -> to.startsWith("socket:["))
          .forEach(to -> inodes.add(to.substring("socket:[".length(), to.length() - 1)));
    } catch (IOException | UncheckedIOException e) {
      return inodes; // It has ended.
    }
    return inodes;
  }

  private static String target(Path file) {
    try {
      return Files.readSymbolicLink(file).toString();
    } catch (IOException e) {
      return ""; // It was closed meanwhile.
    }
  }
}
