package dev.tributary.cli.it;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Topics of a test's own, and messages sent to them by Kafka's own client. */
final class AlertTopics implements AutoCloseable {

  private final String name;
  private final int partitions;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Queue<Future<RecordMetadata>> sent = new ArrayDeque<>();

  /** Makes {@code NAME-weather_stream} and {@code NAME-geo_weather_stream}. */
  AlertTopics(String name, int partitions) throws Exception {
    this.name = name;
    this.partitions = partitions;
    try (Admin admin = Admin.create(properties())) {
      admin
          .createTopics(topics().map(topic -> new NewTopic(topic, partitions, (short) 1)).toList())
          .all()
          .get();
    }
    Properties properties = properties();
    // Of a topic that was made a moment ago the idempotent producer may lose count for good.
    properties.put("enable.idempotence", "false");
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  static Properties properties() {
    Configuration conf = new Configuration(false);
    conf.addResource(
        new Path("file://" + Stack.environment().get("HADOOP_CONF_DIR") + "/tributary-site.xml"));
    Properties properties = new Properties();
    properties.put("bootstrap.servers", conf.get("tributary.kafka.bootstrap.servers"));
    return properties;
  }

  private Stream<String> topics() {
    return Stream.of(stream(), geo());
  }

  String stream() {
    return name + "-weather_stream";
  }

  String geo() {
    return name + "-geo_weather_stream";
  }

  /** As {@code --topics} wants them. */
  String both() {
    return String.join(",", topics().toList());
  }

  void send(String topic, String key, String value) {
    send(topic, key, value == null ? null : value.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends in the background; {@link #flush} waits for it. */
  void send(String topic, String key, byte[] value) {
    byte[] bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    sent.add(producer.send(new ProducerRecord<>(topic, bytes, value)));
  }

  void flush() {
    producer.flush();
    for (Future<RecordMetadata> each = sent.poll(); each != null; each = sent.poll()) {
      try {
        each.get();
      } catch (InterruptedException | ExecutionException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** All coordinates up to the ends: {@code TOPIC PARTITION OFFSET}. Every offset is a message. */
  Set<String> coordinates() throws Exception {
    Set<String> all = new HashSet<>();
    try (Admin admin = Admin.create(properties())) {
      for (String topic : topics().toList()) {
        for (int partition = 0; partition < partitions; partition++) {
          TopicPartition of = new TopicPartition(topic, partition);
          long end =
              admin.listOffsets(Map.of(of, OffsetSpec.latest())).partitionResult(of).get().offset();
          for (long offset = 0; offset < end; offset++) {
            all.add(topic + " " + partition + " " + offset);
          }
        }
      }
    }
    return all;
  }

  /** The arguments of a sink of these topics. */
  List<String> sink(String path, String... more) {
    return Stream.concat(
            Stream.of(
                "--topics",
                both(),
                "--hdfs-path",
                path,
                "-Dtributary.sink.group.id=" + name,
                "-Dtributary.sink.session=6s"),
            Stream.of(more))
        .toList();
  }

  @Override
  public void close() {
    producer.close();
  }
}
