package dev.tributary.exporters.produce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.exporters.http.Deadline;
import dev.tributary.exporters.http.LogLines;
import dev.tributary.exporters.http.SocketServer;
import dev.tributary.exporters.http.WebServer.Response;
import dev.tributary.exporters.openweather.Observatory;
import dev.tributary.exporters.openweather.StubApi;
import dev.tributary.exporters.produce.FakeChannel.Fate;
import dev.tributary.exporters.service.Ending;
import dev.tributary.exporters.source.SourceRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class WatchTest {

  private final FakeChannel channel = new FakeChannel();
  private final Ending ending = new Ending();
  private final AtomicReference<Thread> watching = new AtomicReference<>();
  private StubApi api;

  @BeforeEach
  void start() throws IOException {
    api = new StubApi();
  }

  /** How often it was told that all has been sent. */
  private final AtomicInteger delivered = new AtomicInteger();

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void itGoesOnUntilTheEndIsAskedFor() throws Exception {
    api.weather(weatherAt(1748578926), weatherAt(1748579526), weatherAt(1748580126));
    CompletableFuture<Outcome> end = watch(Duration.ofMillis(20), "London,GB");
    Deadline.await("three observations", () -> channel.transactions().size() == 3);
    ending.ask();
    Outcome outcome = end.get(Deadline.MS, TimeUnit.MILLISECONDS);
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.message())
        .matches("ended as asked; sent 3 messages of 1 cities to weather-api in \\d+ cycles");
    assertThat(api.targets().stream().filter(target -> target.startsWith("/geo/"))).hasSize(1);
    assertThat(channel.messages())
        .extracting(SourceRecord::key)
        .containsExactly("GB/London", "GB/London", "GB/London");
  }

  @Test
  void whatIsTheSameAsBeforeIsNotSentAgain() throws Exception {
    CompletableFuture<Outcome> end = watch(Duration.ofMillis(5), "London,GB");
    Deadline.await("three cycles", () -> api.targets().size() >= 10);
    ending.ask();
    assertThat(end.get(Deadline.MS, TimeUnit.MILLISECONDS).exitCode()).isZero();
    assertThat(channel.messages()).hasSize(1);
  }

  @Test
  void theWaitForTheNextCycleIsBrokenOff() throws Exception {
    CompletableFuture<Outcome> end = watch(Duration.ofHours(24), "London,GB");
    Deadline.await(
        "the wait",
        () ->
            channel.transactions().size() == 1
                && delivered.get() == 1
                && watching.get().getState() == Thread.State.TIMED_WAITING);
    ending.ask();
    assertThat(end.get(Deadline.MS, TimeUnit.MILLISECONDS).message())
        .isEqualTo("ended as asked; sent 1 messages of 1 cities to weather-api in 1 cycles");
  }

  @Test
  void aCycleIsBrokenOffAndWhatItHasIsSent() throws Exception {
    try (SocketServer slow =
        new SocketServer(
            connection -> {
              if (connection.target().contains("Paris")) {
                connection.hang();
              } else {
                connection.write(StubApi.response(connection.target()));
              }
            })) {
      api.set("tributary.openweather.url", slow.origin());
      api.set("tributary.http.timeout.ms", 3_600_000);
      CompletableFuture<Outcome> end = watch(Duration.ofHours(24), "London,GB", "Paris,FR");
      Deadline.await(
          "Paris is asked for",
          () -> slow.events().stream().anyMatch(event -> event.contains("Paris")));
      ending.ask();
      assertThat(end.get(Deadline.MS, TimeUnit.MILLISECONDS).exitCode()).isZero();
      assertThat(channel.messages()).extracting(SourceRecord::key).containsExactly("GB/London");
    }
  }

  @Test
  void aKeyThatIsRefusedFromTheFirstEndsIt() throws Exception {
    refuseTheKey();
    Outcome outcome =
        watch(Duration.ofHours(24), "London,GB", "Paris,FR")
            .get(Deadline.MS, TimeUnit.MILLISECONDS);
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.message())
        .isEqualTo(
            "sent 0 messages of 2 cities to weather-api; the key was refused; set OPENWEATHER_API_KEY");
  }

  @Test
  void aKeyThatIsRefusedLaterIsAFailureOfThatCycle() throws Exception {
    api.weather(weatherAt(1748578926), Response.of(401), weatherAt(1748579526));
    api.forecast(
        Response.page(StubApi.FORECAST), Response.of(401), Response.page(StubApi.FORECAST));
    api.air(Response.page(StubApi.AIR), Response.of(401), Response.page(StubApi.AIR));
    CompletableFuture<Outcome> end = watch(Duration.ofMillis(20), "London,GB");
    Deadline.await("it comes back", () -> channel.transactions().size() == 2);
    ending.ask();
    Outcome outcome = end.get(Deadline.MS, TimeUnit.MILLISECONDS);
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.message()).endsWith("; 3 parts could not be had");
  }

  @Test
  void whatKafkaDidNotTakeIsSentLaterAndTheLogSaysSo() throws Exception {
    api.weather(weatherAt(1748578926), weatherAt(1748579526), weatherAt(1748580126));
    channel.openings(Fate.FAILS).sendings(Fate.IS_NOT_TOLD);
    try (LogLines log = new LogLines()) {
      CompletableFuture<Outcome> end = watch(Duration.ofMillis(20), "London,GB");
      Deadline.await("all three", () -> channel.messages().size() == 3);
      ending.ask();
      assertThat(end.get(Deadline.MS, TimeUnit.MILLISECONDS).message()).contains("sent 3 messages");
      assertThat(log.lines())
          .contains("kept run=test messages=1 for a later cycle: produce: Kafka is away")
          .anyMatch(line -> line.endsWith("produce: Kafka does not answer"));
    }
    assertThat(Records.numbers(channel.messages())).containsExactly(0L, 1L, 2L);
  }

  @Test
  void whatKafkaNeverTookIsLostAndToldSo() throws Exception {
    Fate[] away = Stream.generate(() -> Fate.FAILS).limit(1_000).toArray(Fate[]::new);
    channel.openings(away);
    try (LogLines log = new LogLines()) {
      CompletableFuture<Outcome> end = watch(Duration.ofHours(1), "London,GB");
      Deadline.await(
          "the first cycle", () -> log.lines().stream().anyMatch(line -> line.startsWith("kept")));
      ending.ask();
      Outcome outcome = end.get(Deadline.MS, TimeUnit.MILLISECONDS);
      assertThat(outcome.exitCode()).isEqualTo(1);
      assertThat(outcome.message())
          .endsWith("in 1 cycles; 1 messages are lost: produce: Kafka is away");
      assertThat(delivered).as("it is not ready").hasValue(0);
    }
  }

  @Test
  void whoIsOvertakenEnds() {
    channel.sendings(Fate.IS_OVERTAKEN);
    assertThat(watch(Duration.ofHours(1), "London,GB"))
        .failsWithin(Duration.ofMillis(Deadline.MS))
        .withThrowableThat()
        .withRootCauseInstanceOf(OvertakenException.class);
  }

  private void refuseTheKey() {
    for (String city : List.of("London%2CGB", "Paris%2CFR")) {
      api.geocoding(city, Response.of(401)).named(city, Response.of(401));
    }
  }

  private static Response weatherAt(long dt) {
    return Response.page(StubApi.WEATHER.replace("1748578926", Long.toString(dt)));
  }

  private CompletableFuture<Outcome> watch(Duration every, String... cities) {
    return CompletableFuture.supplyAsync(
        () -> {
          watching.set(Thread.currentThread());
          CityRecords records = new CityRecords("stub", List.of("fetched_at"));
          try (Observatory observatory = api.observatory(cities);
              Delivery delivery = new Delivery(channel)) {
            Lookout lookout = new CityLookout(observatory, records);
            return new Watch(new RunId("test"), lookout, delivery, ending)
                .every(every, "weather-api", delivered::incrementAndGet);
          } catch (InterruptedException e) {
            throw new CompletionException(e);
          }
        });
  }
}
