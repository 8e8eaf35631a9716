package dev.tributary.exporters.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.run.TributaryException;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.hadoop.security.AccessControlException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

final class WaitingTest {

  private final RunId run = RunId.create(Clock.systemUTC());

  @Test
  void pausesGrowUntilItWorksAgain() {
    Waiting waiting = new Waiting(run, Optional.empty());
    IOException away = new ConnectException("refused");
    assertThat(waiting.after(away)).hasMillis(200);
    assertThat(waiting.after(away)).hasMillis(400);
    for (int i = 0; i < 10; i++) {
      waiting.after(away);
    }
    assertThat(waiting.after(away)).hasSeconds(5);
    waiting.over();
    assertThat(waiting.after(away)).hasMillis(200);
  }

  @Test
  void patienceEnds() {
    Waiting waiting = new Waiting(run, Optional.of(Duration.ZERO));
    IOException away = new ConnectException("refused\nat length");
    assertThat(waiting.after(away)).isPositive();
    assertThatThrownBy(() -> waiting.after(away))
        .isInstanceOf(TributaryException.class)
        .hasMessageMatching("sink: no progress for 0 s \\(refused\\); run it again, .*");
  }

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
