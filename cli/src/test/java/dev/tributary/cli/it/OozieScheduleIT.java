package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Coordinators and the bundle, and that Oozie and cron publish the same: the same records, landed
 * at the same times, taken by ten-minute actions and at the close of days around the one of 23
 * hours, and by cron each minute.
 */
@ExtendWith({Stack.class, OozieServer.class})
final class OozieScheduleIT {

  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  /** Three, a week in the nightly mode; the third is the one of 23 hours. */
  private static final int DAYS = Integer.getInteger("tributary.test.schedule.days", 3);

  /** More lands with every third action, and with each in the nightly mode. */
  private static final int EVERY = DAYS > 3 ? 1 : 3;

  private static final LocalDate FIRST = LocalDate.of(2025, 3, 28);
  private static final String RUNNING = "RUNNING";
  private static final String SUCCEEDED = "SUCCEEDED";
  private static final String WAITING = "WAITING";

  @TempDir private Path directory;

  @Test
  void oozieAndCronPublishTheSame() throws Exception {
    assumeTrue(CronDaemon.isPossible(), "cron and its mount namespace are root's");
    Workspace byOozie = new Workspace("byoozie", directory);
    Workspace byCron = new Workspace("bycron", directory);
    OozieApps apps =
        OozieApps.deploy(
            byOozie,
            directory,
            OozieApps.LOCAL,
            Map.of(
                "weatherHourly", "10",
                "start", "2025-03-29T01:00Z",
                "end", utc(FIRST.plusDays(DAYS), LocalTime.NOON),
                "dayStart", utc(FIRST.plusDays(1), LocalTime.of(4, 30)),
                "execution", "FIFO",
                "retries", "10"));
    List<Hops> both = List.of(new Hops(byOozie, "weather"), new Hops(byCron, "weather"));
    LocalDateTime day = FIRST.atStartOfDay();
    send(both, day, day.plusDays(1));

    // Each day waits for its flag, at 4:30 of the next in Paris.
    String daily = apps.start("coord", "weather-daily");
    JsonNode waiting =
        apps.await(daily, job -> count(job, WAITING) == DAYS && missing(job).size() == DAYS);
    assertThat(missing(waiting))
        .isEqualTo(
            Stream.iterate(FIRST, d -> d.plusDays(1))
                .limit(DAYS)
                .map(d -> "dt=" + d + "/_SUCCESS")
                .toList());
    assertThat(nominalTimes(waiting))
        .startsWith(
            Instant.parse("2025-03-29T03:30:00Z"),
            Instant.parse("2025-03-30T02:30:00Z"),
            Instant.parse("2025-03-31T02:30:00Z"));

    // An hour of six actions; more lands when one begins, and while it is at work.
    Path site = OozieApps.writeSite(byCron, directory, OozieApps.LOCAL);
    try (CronDaemon cron = CronDaemon.start(directory, "weather", site)) {
      String hourly = apps.start("coord", "weather-hourly", "-Dend=2025-03-29T02:00Z");
      LocalDateTime hour = FIRST.plusDays(1).atTime(2, 10);
      for (int action = 1; action <= 6; action += EVERY) {
        int begun = action;
        apps.await(hourly, job -> count(job, RUNNING) + count(job, SUCCEEDED) >= begun);
        day = hour.plusMinutes(10L * (action - 1));
        send(both, day, day.plusMinutes(10L * EVERY));
      }
      apps.succeeded(hourly);
      assertThat(count(apps.job(hourly), SUCCEEDED)).isEqualTo(6);

      // Then the days after that; their flags are the next export's to set.
      for (int next = 1; next <= DAYS; next++) {
        day = FIRST.plusDays(next).atTime(3, 10);
        send(both, day, day.plusDays(1));
        if (next == DAYS || EVERY == 1) {
          apps.succeeded(apps.start("wf", "weather", "-Dretries=10"));
        }
      }
      apps.succeeded(daily);

      // Cron has begun more than one batch, and one after the last landing.
      cron.await("cron's batches have done all", () -> clean(byCron));
      assertThat(cron.metrics("weather"))
          .contains("tributary_batch_exit_code{dataset=\"weather\"} 0");
      assertThat(cron.said().lines().filter(line -> line.startsWith("pipeline: ")).count())
          .as(cron.said())
          .isGreaterThan(1);
    }

    assertThat(new WeatherTables(byOozie).checkDays()).isPositive();
    assertThat(new WeatherTables(byOozie).checkWindows()).isPositive();
    // All but when each was landed, which was not at the same instant.
    String landed = "SELECT event_time, kafka_partition, kafka_offset, value, dt FROM weather_data";
    for (String rows :
        List.of(landed, "SELECT * FROM weather_daily", "SELECT * FROM weather_windows")) {
      List<String> shown = sorted(byOozie.hive(rows));
      assertThat(shown).as(rows).hasSizeGreaterThan(10);
      assertThat(shown.equals(sorted(byCron.hive(rows)))).as(rows).isTrue();
    }
    assertThat(flags(byOozie)).isEqualTo(flags(byCron)).hasSize(DAYS + 1);
    both.get(0).auditIsClean();
    both.get(1).auditIsClean();
  }

  @Test
  void theBundleRunsEveryCoordinator() throws Exception {
    Workspace all = new Workspace("bundled", directory);
    // One action of each, all at about the same time.
    OozieApps apps =
        OozieApps.deploy(
            all,
            directory,
            OozieApps.LOCAL,
            Map.of(
                "start", "2025-03-30T04:10Z",
                "dayStart", "2025-03-30T04:15Z",
                "end", "2025-03-30T04:20Z",
                "waterDaily", "17 4 * * *",
                "weaponsWeekly", "17 4 * * SUN",
                "retries", "10"));
    try (FileSystem hdfs = FileSystem.newInstance(InProcess.hadoop())) {
      hdfs.create(new org.apache.hadoop.fs.Path(all.weatherDirectory() + "/dt=2025-03-29/_SUCCESS"))
          .close();
    }
    String id = apps.start("bundle", "bundle");
    JsonNode bundle = apps.succeeded(id);
    assertThat(bundle.get("bundleCoordJobs")).hasSize(4);
    for (JsonNode coordinator : bundle.get("bundleCoordJobs")) {
      JsonNode job = apps.job(coordinator.get("coordJobId").asText());
      assertThat(job.get("status").asText()).isEqualTo(SUCCEEDED);
      assertThat(count(job, SUCCEEDED)).as(job.get("coordJobName").asText()).isEqualTo(1);
    }
  }

  private static String utc(LocalDate day, LocalTime time) {
    ZonedDateTime utc = day.atTime(time).atZone(PARIS).withZoneSameInstant(ZoneOffset.UTC);
    return utc.toLocalDateTime() + "Z";
  }

  private static void send(List<Hops> both, LocalDateTime from, LocalDateTime until)
      throws Exception {
    for (Hops each : both) {
      each.produceWeather(6, from, until, "10m");
      each.run("land", "--dataset", "weather");
    }
  }

  private static boolean clean(Workspace weather) {
    return weather.run("dirty", "--dataset", "weather").ok().out().isEmpty();
  }

  private static long count(JsonNode coordinator, String status) {
    return StreamSupport.stream(coordinator.get("actions").spliterator(), false)
        .filter(action -> action.get("status").asText().equals(status))
        .count();
  }

  /** The flags that its actions wait for, in the order of the actions. */
  private static List<String> missing(JsonNode coordinator) {
    List<String> flags = new ArrayList<>();
    for (JsonNode action : coordinator.get("actions")) {
      String missing = action.path("missingDependencies").asText("");
      if (!missing.isEmpty()) {
        flags.add(missing.replaceFirst(".*/(dt=[^/]*/)", "$1"));
      }
    }
    return flags;
  }

  private static List<Instant> nominalTimes(JsonNode coordinator) {
    List<Instant> times = new ArrayList<>();
    for (JsonNode action : coordinator.get("actions")) {
      String time = action.get("nominalTime").asText();
      times.add(DateTimeFormatter.RFC_1123_DATE_TIME.parse(time, Instant::from));
    }
    return times;
  }

  private static List<String> sorted(List<String> rows) {
    return rows.stream().sorted().toList();
  }

  private static List<String> flags(Workspace weather) {
    return weather.sql("SELECT dt FROM tributary.closed_partition ORDER BY dt");
  }
}
