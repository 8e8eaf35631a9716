package dev.tributary.mapreduce.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.JobConf;
import org.junit.jupiter.api.Test;

final class LostNodesTest {

  private static final String CONNECT = "yarn.client.nodemanager-connect.max-wait-ms";
  private static final String SHUFFLE = "mapreduce.reduce.shuffle.connect.timeout";

  @Test
  void minutesBecomeSecondsWhereNobodyHasSetAnything() {
    Configuration conf = new JobConf();
    assertThat(conf.getInt(SHUFFLE, 0)).isEqualTo(180_000);
    LostNodes.giveUpSoon(conf);
    assertThat(conf.getInt(SHUFFLE, 0)).isEqualTo(10_000);
    assertThat(conf.getInt(CONNECT, 0)).isEqualTo(10_000);
  }

  @Test
  void whatIsSetStays() {
    Configuration conf = new JobConf();
    conf.set(CONNECT, "60000", "yarn-site.xml");
    conf.set(SHUFFLE, "180000");
    LostNodes.giveUpSoon(conf);
    assertThat(conf.getInt(CONNECT, 0)).isEqualTo(60_000);
    assertThat(conf.getInt(SHUFFLE, 0)).isEqualTo(180_000);
  }
}
