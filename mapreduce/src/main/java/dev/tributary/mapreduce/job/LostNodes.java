package dev.tributary.mapreduce.job;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/**
 * How long a job clings to what is lost. Hadoop's defaults are minutes: the master of a job talks
 * to a dead NodeManager for three, a reducer to its shuffle for three more. What somebody has set,
 * in a file or with {@code -D}, stays.
 *
 * <p>When the ResourceManager gives up a node is the cluster's own, {@code
 * yarn.nm.liveness-monitor.expiry-interval-ms}: ten minutes by default.
 */
final class LostNodes {

  private static final Map<String, String> SETTINGS =
      Map.of(
          "yarn.client.nodemanager-connect.max-wait-ms", "10000",
          "yarn.client.nodemanager-connect.retry-interval-ms", "1000",
          "mapreduce.reduce.shuffle.connect.timeout", "10000",
          "mapreduce.reduce.shuffle.read.timeout", "30000",
          "mapreduce.reduce.shuffle.retry-delay.max.ms", "10000",
          // Then it is told that the ResourceManager is away, and waited for in the open.
          "yarn.resourcemanager.connect.max-wait.ms", "20000",
          "yarn.resourcemanager.connect.retry-interval.ms", "1000",
          // A second attempt finds no more room under a quota than the first.
          "mapreduce.job.dfs.storage.capacity.kill-limit-exceed", "true");

  private LostNodes() {}

  static void giveUpSoon(Configuration conf) {
    SETTINGS.forEach(
        (name, value) -> {
          if (isDefault(conf.getPropertySources(name))) {
            conf.set(name, value, "tributary");
          }
        });
  }

  private static boolean isDefault(String[] sources) {
    return sources == null
        || sources.length == 0
        || sources[sources.length - 1].endsWith("-default.xml");
  }
}
