package dev.tributary.exporters.produce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.exporters.http.Deadline;
import dev.tributary.exporters.openweather.Observatory;
import dev.tributary.exporters.openweather.StubApi;
import dev.tributary.exporters.service.Ending;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process of its own, since a signal is for all of one. */
@Timeout(120)
final class SignalTest {

  private static final String SENT = "one message is sent";

  @Test
  void aSignalEndsTheProcessWithExitCode0() throws Exception {
    Process watch =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SignalTest.class.getName())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(watch.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.lines().anyMatch(SENT::equals)).isTrue();
      watch.toHandle().destroy(); // SIGTERM, and the pipe stays open
      assertThat(out.lines().collect(Collectors.joining("\n")))
          .contains("ended as asked; sent 1 messages of 1 cities to weather-api in 1 cycles");
      assertThat(watch.waitFor(Deadline.MS, TimeUnit.MILLISECONDS)).isTrue();
      assertThat(watch.exitValue()).isZero();
    } finally {
      watch.destroyForcibly();
    }
  }

  /** Watches London until it is told to end. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    FakeChannel channel = new FakeChannel();
    Ending ending = new Ending();
    ending.onSignals();
    Thread telling =
        new Thread(
            () -> {
              Deadline.await("a message", () -> channel.transactions().size() == 1);
              System.out.println(SENT);
            });
    telling.start();
    Outcome outcome;
    try (StubApi api = new StubApi();
        Observatory observatory = api.observatory("London,GB");
        Delivery delivery = new Delivery(channel)) {
      CityRecords records = new CityRecords("stub", List.of("fetched_at"));
      Lookout lookout = new CityLookout(observatory, records);
      outcome =
          new Watch(new RunId("test"), lookout, delivery, ending)
              .every(Duration.ofHours(1), "weather-api", () -> {});
    }
    System.out.println(outcome.message());
    System.exit(outcome.exitCode());
  }
}
