package dev.tributary.cli.it;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What committed readers find in a topic, read without the suite's help. */
final class KafkaRecords {

  private static final Duration POLL = Duration.ofMillis(200);

  private KafkaRecords() {}

  /** The coordinates of all messages: {@code PARTITION OFFSET}. */
  static Set<String> of(String topic) {
    Configuration conf = new Configuration(false);
    conf.addResource(
        new Path("file://" + Stack.environment().get("HADOOP_CONF_DIR") + "/tributary-site.xml"));
    Properties properties = new Properties();
    properties.put("bootstrap.servers", conf.get("tributary.kafka.bootstrap.servers"));
    properties.put("isolation.level", "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(each -> new TopicPartition(topic, each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      Set<String> found = new TreeSet<>();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          found.add(record.partition() + " " + record.offset());
        }
      }
      return found;
    }
  }
}
