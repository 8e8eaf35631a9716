package dev.tributary.exporters.sink;

import dev.tributary.catalog.lineage.Location;
import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.catalog.verb.Arguments;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/**
 * What a sink is asked to do.
 *
 * @param path where its tree begins
 * @param packed whether rolled files are compressed
 * @param replication of its files; as the file system has it by default
 * @param untilEnd whether it ends at the messages that are the last ones when it begins
 * @param acceptMissing whether it goes on where messages or files are gone
 */
record SinkOptions(
    List<String> topics,
    String path,
    Buffer.Limits limits,
    boolean packed,
    Optional<Short> replication,
    boolean monitoring,
    boolean untilEnd,
    boolean createTopics,
    boolean acceptMissing) {

  static final String GZIP = "gzip";

  /** Where it writes, for the lineage. */
  Location location() {
    return Location.path(path);
  }

  static Options all() {
    return new Options()
        .addOption(option("topics", "NAMES", "the topics, parted by commas"))
        .addOption(
            option(
                "hdfs-path",
                "DIR",
                "below which the files are: on fs.defaultFS, or with a scheme such as file: (HDFS_BASE_PATH)"))
        .addOption(
            option(
                "batch-size",
                "N",
                "so many messages of one place are written as soon as they are there; 100 (HDFS_BATCH_SIZE)"))
        .addOption(
            option(
                "flush-interval",
                "TIME",
                "no message waits longer to be written; a bare number is seconds; 30 (HDFS_FLUSH_INTERVAL)"))
        .addOption(
            option("max-file-size", "SIZE", "a file is rolled at this size, such as 64MB; 100MB"))
        .addOption(option("compression", "CODEC", "of rolled files: gzip or none; none"))
        .addOption(option("replication", "N", "of the files; as the file system has it by default"))
        .addOption(
            flag("monitoring", "metrics on a port for Prometheus, and statistics in the log"))
        .addOption(
            flag("until-end", "end when the messages that are the last ones now are written"))
        .addOption(flag("follow", "never end: the service form, and the default"))
        .addOption(flag("create-topics", "make topics that are absent"))
        .addOption(
            flag(
                "accept-missing",
                "go on where messages have aged out of Kafka or files are gone, and keep a note"));
  }

  /** As the arguments say, else as the settings do. */
  static SinkOptions of(Arguments arguments, Settings settings) {
    if (!arguments.rest().isEmpty()) {
      throw new UsageException("'%s' is no option".formatted(arguments.rest().get(0)));
    }
    if (arguments.has("follow") && arguments.has("until-end")) {
      throw new UsageException("--follow never ends; leave out --until-end");
    }
    List<String> topics =
        Stream.of(arguments.required("topics").split(","))
            .map(String::strip)
            .filter(topic -> !topic.isEmpty())
            .distinct()
            .toList();
    if (topics.isEmpty()) {
      throw new UsageException("--topics names no topic");
    }
    String path =
        arguments
            .text("hdfs-path")
            .or(() -> Settings.SINK_PATH.find(settings))
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .orElseThrow(() -> new UsageException("--hdfs-path is missing (or HDFS_BASE_PATH)"));
    Duration interval =
        arguments
            .duration("flush-interval")
            .orElseGet(() -> settings.get(Settings.SINK_FLUSH_INTERVAL));
    if (interval.isZero()) {
      throw new UsageException("--flush-interval is to be 1ms or more");
    }
    return new SinkOptions(
        topics,
        path,
        new Buffer.Limits(
            arguments
                .count("batch-size")
                .map(Integer::longValue)
                .orElseGet(() -> settings.get(Settings.SINK_BATCH_SIZE)),
            interval,
            arguments
                .bytes("max-file-size")
                .orElseGet(() -> settings.get(Settings.SINK_MAX_FILE_SIZE)),
            settings.get(Settings.SINK_BUFFER_BYTES)),
        arguments
            .choice("compression", settings.get(Settings.SINK_COMPRESSION), List.of("none", GZIP))
            .equals(GZIP),
        arguments.count("replication").map(SinkOptions::replication),
        arguments.has("monitoring"),
        arguments.has("until-end"),
        arguments.has("create-topics"),
        arguments.has("accept-missing"));
  }

  private static short replication(int count) {
    if (count > Short.MAX_VALUE) {
      throw new UsageException("--replication %d is too many".formatted(count));
    }
    return (short) count;
  }

  private static Option option(String name, String argument, String meaning) {
    return Option.builder().longOpt(name).hasArg().argName(argument).desc(meaning).get();
  }

  private static Option flag(String name, String meaning) {
    return Option.builder().longOpt(name).desc(meaning).get();
  }
}
