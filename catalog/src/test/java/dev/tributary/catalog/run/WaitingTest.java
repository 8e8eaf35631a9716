package dev.tributary.catalog.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class WaitingTest {

  private final RunId run = RunId.create(Clock.systemUTC());

  @Test
  void pausesGrowUntilItWorksAgain() {
    Waiting waiting = new Waiting("sink", run, Optional.empty());
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
    Waiting waiting = new Waiting("sink", run, Optional.of(Duration.ZERO));
    IOException away = new ConnectException("sink: refused; run it again, some day\nat length");
    assertThat(waiting.after(away)).isPositive();
    assertThatThrownBy(() -> waiting.after(away))
        .isInstanceOf(TributaryException.class)
        .hasMessage("sink: no progress for 0 s (refused); run it again, it goes on where it was");
  }
}
