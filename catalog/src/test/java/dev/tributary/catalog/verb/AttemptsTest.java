package dev.tributary.catalog.verb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.catalog.ledger.FencedException;
import dev.tributary.catalog.lineage.Lineage;
import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.settings.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

final class AttemptsTest {

  /** Who is refused waits; nothing else passes. */
  private static final Failures REFUSED =
      new Failures() {
        @Override
        public boolean pass(Exception failure) {
          return failure instanceof ConnectException;
        }

        @Override
        public String line(Exception failure) {
          return "export: " + failure.getMessage();
        }
      };

  private final Exception away = new ConnectException("HDFS is away");

  @Test
  void whatIsAwayIsWaitedFor() throws Exception {
    assertThat(attempt("1m", away, away)).isEqualTo("done");
  }

  @Test
  void aFailureThatDoesNotPassIsOneAtOnce() {
    IOException forbidden = new IOException("Permission denied");
    assertThatThrownBy(() -> attempt("1m", away, forbidden)).isSameAs(forbidden);
  }

  @Test
  void withoutALimitNothingIsWaitedFor() {
    assertThatThrownBy(() -> attempt("0", away)).isSameAs(away);
  }

  @Test
  void overTheLimitItSaysWhatItHasWaitedFor() {
    assertThatThrownBy(() -> attempt("100ms", away, away))
        .isInstanceOf(TributaryException.class)
        .hasMessage(
            "export: no progress for 0 s (HDFS is away); run it again, it goes on where it was")
        .hasCause(away);
  }

  /** A connection that broke may still be at its last commit in the server. */
  @Test
  void whoIsInTheWayOfASecondAttemptMayBeTheFirst() throws Exception {
    FencedException fenced = new FencedException("landed by another");
    assertThat(attempt("1m", away, fenced)).isEqualTo("done");
    assertThatThrownBy(() -> attempt("1m", fenced)).isSameAs(fenced);
  }

  /** Work that fails in these ways, one after the other, and then does not. */
  private static String attempt(String limit, Exception... failures)
      throws IOException, InterruptedException {
    Settings settings =
        setting -> setting.equals(Settings.RETRY_LIMIT) ? Optional.of(limit) : Optional.empty();
    Queue<Exception> left = new ArrayDeque<>(List.of(failures));
    PrintStream out = new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    try (Run run = new Run(new RunId("test"), "export", "", settings, out, REFUSED, Lineage.NONE)) {
      return run.attempts("export")
          .of(
              () -> {
                Exception failure = left.poll();
                if (failure instanceof IOException io) {
                  throw io;
                } else if (failure != null) {
                  throw (RuntimeException) failure;
                }
                return "done";
              });
    }
  }
}
