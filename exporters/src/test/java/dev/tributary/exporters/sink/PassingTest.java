package dev.tributary.exporters.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.catalog.run.TributaryException;
import java.io.IOException;
import java.net.ConnectException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

final class PassingTest {

  @Test
  void whatPassesIsToldFromWhatDoesNot() {
    assertThat(Passing.is(new ConnectException("refused"))).isTrue();
    assertThat(Passing.is(new AccessControlException("Permission denied"))).isFalse();
    assertThat(Passing.is(new TimeoutException("60000 ms"))).isTrue();
    assertThat(Passing.is(new TopicAuthorizationException("denied"))).isFalse();
    assertThat(Passing.is(new TributaryException("sink: no such topic"))).isFalse();
    assertThat(Passing.is(new LostMessagesException("aged out"))).isFalse();
    assertThat(Passing.isOfLedger(new IOException("HDFS"))).isFalse();
  }
}
