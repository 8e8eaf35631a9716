package dev.tributary.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * The ports of one home: each service's usual ones where they are free at the first start, others
 * where not, and the same again at every later start.
 */
final class Ports {

  /**
   * Below the range from which Linux gives ports to clients, so that no connection takes one
   * between two starts.
   */
  private static final int FIRST_FREE = 20_000;

  private static final int LAST_FREE = 32_000;

  private final Map<Port, Integer> numbers;

  private Ports(Map<Port, Integer> numbers) {
    this.numbers = numbers;
  }

  static Ports read(Path file) {
    Map<Port, Integer> numbers = new EnumMap<>(Port.class);
    SortedMap<String, String> entries = PropertyFile.read(file);
    for (Port port : Port.values()) {
      String number = entries.get(port.id());
      if (number != null) {
        numbers.put(port, Integer.valueOf(number));
      }
    }
    return new Ports(numbers);
  }

  void write(Path file) {
    PropertyFile.write(
        file,
        numbers.entrySet().stream()
            .collect(
                Collectors.toMap(
                    e -> e.getKey().id(),
                    e -> e.getValue().toString(),
                    (a, b) -> b,
                    TreeMap::new)));
  }

  int number(Port port) {
    Integer number = numbers.get(port);
    if (number == null) {
      throw new SandboxException(
          "the sandbox has no port for " + port.id() + " yet; run 'sandbox up'");
    }
    return number;
  }

  boolean has(Port port) {
    return numbers.containsKey(port);
  }

  /** The pinned ports of services not running that a stranger has taken since. */
  Set<Port> lost(Set<Service> running, IntPredicate free) {
    return numbers.keySet().stream()
        .filter(port -> !running.contains(port.service()))
        .filter(port -> !free.test(numbers.get(port)))
        .collect(Collectors.toSet());
  }

  /**
   * These ports with a number for each one that had none or has lost its own.
   *
   * @param onlyFree never the usual number, as several homes on one machine want it
   * @param seed where the search for free ones begins, so that two homes started together rarely
   *     meet
   * @throws SandboxException if the NameNode's address is lost: Hive's tables name it
   */
  Ports settled(Set<Port> lost, boolean onlyFree, int seed, IntPredicate free) {
    if (lost.contains(Port.NAMENODE_RPC)) {
      throw new SandboxException(
          "port "
              + numbers.get(Port.NAMENODE_RPC)
              + " of the namenode is taken by another process, and it cannot move because Hive's tables name it;"
              + " end that process, or 'sandbox reset' and begin anew");
    }
    Map<Port, Integer> settled = new EnumMap<>(numbers);
    settled.keySet().removeAll(lost);
    Set<Integer> used = new HashSet<>(settled.values());
    int candidate = FIRST_FREE + Math.floorMod(seed, LAST_FREE - FIRST_FREE);
    for (Port port : Port.values()) {
      if (settled.containsKey(port)) {
        continue;
      }
      int number = onlyFree ? 0 : port.usual();
      if (number == 0 || used.contains(number) || !free.test(number)) {
        int tries = 0;
        do {
          candidate = candidate == LAST_FREE ? FIRST_FREE : candidate + 1;
          if (++tries > LAST_FREE - FIRST_FREE) {
            throw new SandboxException(
                "no free port between " + FIRST_FREE + " and " + LAST_FREE + " on 127.0.0.1");
          }
        } while (used.contains(candidate) || !free.test(candidate));
        number = candidate;
      }
      settled.put(port, number);
      used.add(number);
    }
    return new Ports(settled);
  }

  /** Whether nothing listens on a port of 127.0.0.1. */
  static boolean isFree(int number) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  /** Name and number of each, as the templates want them. */
  Map<String, String> values() {
    return numbers.entrySet().stream()
        .collect(Collectors.toMap(e -> "port." + e.getKey().id(), e -> e.getValue().toString()));
  }
}
