package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The live source against a server on this machine, through every hop. */
@ExtendWith(Stack.class)
final class OpenWeatherIT {

  private static final String WEATHER =
      "{\"coord\":{\"lon\":-0.1257,\"lat\":51.5085},\"weather\":[{\"id\":800,\"main\":\"Clear\",\"icon\":\"01d\"}],"
          + "\"main\":{\"temp\":27.01,\"pressure\":1017,\"humidity\":63},\"wind\":{\"speed\":5.45},\"dt\":1782378551,"
          + "\"sys\":{\"country\":\"GB\",\"sunrise\":1782359053,\"sunset\":1782418911},\"timezone\":3600,\"id\":2643743,\"name\":\"London\",\"cod\":200}";

  private static final String AIR =
      "{\"coord\":{\"lon\":-0.1257,\"lat\":51.5085},\"list\":[{\"main\":{\"aqi\":2},\"components\":{\"pm2_5\":3.5},\"dt\":1782378600}]}";

  @TempDir private Path directory;

  @Test
  void whatTheApiAnswersIsPublishedAndWhatItDoesNotIsNoted() {
    Workspace weather = new Workspace("live", directory);
    try (WeatherApi api = new WeatherApi()) {
      api.put(
          "/geo/1.0/direct",
          200,
          "[{\"name\":\"London\",\"lat\":42.98,\"lon\":-81.25,\"country\":\"CA\"},"
              + "{\"name\":\"London\",\"lat\":51.5085,\"lon\":-0.1257,\"country\":\"GB\"}]");
      api.put("/data/2.5/weather", 200, WEATHER);
      api.put("/data/2.5/air_pollution", 200, AIR);
      api.put("/data/2.5/forecast", 404, "{\"cod\":\"404\",\"message\":\"city not found\"}");
      Shell.Result sent = ask(weather, api, WeatherApi.KEY, "London,GB").ok();
      assertThat(sent.said().get(0))
          .startsWith(
              "produce: sent 1 messages of 1 cities to live-weather-api; 1 parts could not");
      assertThat(api.asked())
          .containsExactlyInAnyOrder(
              "/geo/1.0/direct",
              "/data/2.5/weather",
              "/data/2.5/forecast",
              "/data/2.5/air_pollution");
      // The same answers again are a duplicate, but for the forecast, which can be had now.
      ask(weather, api, WeatherApi.KEY, "London,GB").ok();
      api.put(
          "/data/2.5/forecast",
          200,
          "{\"cod\":\"200\",\"cnt\":1,\"list\":[{\"dt\":1782388800,\"main\":{\"temp\":26}}],\"city\":{\"name\":\"London\"}}");
      ask(weather, api, WeatherApi.KEY, "London,GB").ok();
      Shell.Result refused = ask(weather, api, "another-key", "London,GB");
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.err()).contains("the key was refused").doesNotContain("another-key");
      assertThat(sent.out() + sent.err()).doesNotContain(WeatherApi.KEY);
    }
    assertThat(
            weather
                .run("pipeline", "--dataset", "weather", "-Dmapreduce.framework.name=local")
                .ok()
                .err())
        .contains("landed 2 rows of weather in 1 batches; 1 duplicates, 0 in quarantine");
    assertThat(
            weather.sql(
                """
                SELECT value->'sun_info'->>'sunrise_local', value->'failures'->0->>'part',
                  value->'failures'->0->>'status', value->'forecast'->>'cnt'
                FROM weather ORDER BY msg_offset"""))
        .containsExactly(
            "2026-06-25T04:44:13+01:00|forecast|404|null", "2026-06-25T04:44:13+01:00|null|null|1");
    assertThat(
            weather.hive(
                "SELECT place, country, day, readings, temp_mean, aqi_mean, pm2_5_max, rain_total"
                    + " FROM weather_daily"))
        .containsExactly("London\tGB\t2026-06-25\t1\t27.01\t2.0\t3.5\t0.0");
  }

  private static Shell.Result ask(Workspace weather, WeatherApi api, String key, String... cities) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--source",
                "openweather",
                "-Dtributary.openweather.url=" + api.address(),
                "-Dtributary.openweather.delay.ms=1",
                "-Dtributary.http.backoff.ms=1"));
    arguments.addAll(List.of(cities));
    return weather.run(
        Map.of("OPENWEATHER_API_KEY", key), "produce", arguments.toArray(new String[0]));
  }
}
