package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The tables of weather as Hive shows them, held against SQL over the landed messages. */
record WeatherTables(Workspace weather) {

  private static final Path INDEPENDENT = Path.of("src/test/resources/independent");

  /** A name may hold what parts columns and lines. */
  private static final String PLACE = "concat('x', hex(place))";

  private static final String DAILY =
      "SELECT "
          + PLACE
          + ", country, day, readings, temp_min, temp_mean, temp_max, humidity_mean,"
          + " pressure_mean, wind_max, gust_max, rain_total, snow_total, aqi_mean, aqi_max,"
          + " pm2_5_mean, pm2_5_max, condition FROM weather_daily ORDER BY country, place, day";

  private static final String WINDOWS =
      "SELECT "
          + PLACE
          + ", country, window_start, window_end, readings, temp_min, temp_mean, temp_max,"
          + " wind_mean, wind_max, coalesce(wind_alerts['0'], 0), coalesce(wind_alerts['1'], 0),"
          + " coalesce(wind_alerts['2'], 0), coalesce(heat_alerts['0'], 0),"
          + " coalesce(heat_alerts['1'], 0), coalesce(heat_alerts['2'], 0)"
          + " FROM weather_windows ORDER BY country, place, window_start";

  /** Each day's row is that of SQL; returns how many there are. */
  int checkDays() {
    return check(DAILY, "weather_daily.sql");
  }

  /** Each window's row is that of SQL; returns how many there are. */
  int checkWindows() {
    return check(WINDOWS, "weather_windows.sql");
  }

  private int check(String query, String independent) {
    List<FiguresRow> expected =
        weather.sql(text(independent)).stream().map(FiguresRow::ofSql).toList();
    List<FiguresRow> shown = weather.hive(query).stream().map(FiguresRow::ofHive).toList();
    for (int i = 0; i < Math.min(expected.size(), shown.size()); i++) {
      assertThat(shown.get(i)).isEqualTo(expected.get(i));
    }
    assertThat(shown).hasSameSizeAs(expected);
    return shown.size();
  }

  private static String text(String independent) {
    try {
      return Files.readString(INDEPENDENT.resolve(independent));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
