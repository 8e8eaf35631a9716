package dev.tributary.exporters.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.exporters.weather.Part;
import dev.tributary.exporters.weather.Units;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class AirQualityTest {

  private static final Path REAL =
      Path.of("../../shared/data/weather/openweather/air_pollution_yokohama_2025.jsonl");

  @Test
  void theIndexIsWhatTheApiMakesOfConcentrations() throws IOException {
    assumeTrue(Files.exists(REAL), "the real answers are not here");
    int answers = 0;
    for (String line : Files.readAllLines(REAL)) {
      JsonNode answer = Plans.json(line).at("/list/0");
      JsonNode components = answer.get("components");
      assertThat(AirQuality.index(pollutant -> components.get(pollutant).doubleValue()))
          .as(line)
          .isEqualTo(answer.at("/main/aqi").intValue());
      answers++;
    }
    assertThat(answers).isEqualTo(3_832);
  }

  @Test
  void theWorstPollutantCounts() {
    Map<String, Double> clean =
        Map.of("so2", 1.0, "no2", 1.0, "pm10", 1.0, "pm2_5", 1.0, "o3", 1.0, "co", 1.0);
    assertThat(AirQuality.index(clean::get)).isEqualTo(1);
    assertThat(AirQuality.index(name -> name.equals("o3") ? 180 : clean.get(name))).isEqualTo(5);
    assertThat(AirQuality.index(name -> name.equals("o3") ? 179.99 : clean.get(name))).isEqualTo(4);
    assertThat(AirQuality.index(name -> name.equals("co") ? 4400 : clean.get(name))).isEqualTo(2);
  }

  @Test
  void airIsGoodHereAndPoorThere() {
    Plan plan =
        new Plan(
            400,
            Instant.parse("2025-01-01T00:00:00Z"),
            Duration.ofHours(11),
            8_000,
            1,
            Units.METRIC,
            Set.of(Part.FORECAST),
            0);
    Map<Integer, Long> indexes =
        Plans.messages(plan)
            .map(message -> message.at("/air_pollution/list/0"))
            .peek(
                air ->
                    assertThat(air.at("/components/pm10").doubleValue())
                        .isGreaterThanOrEqualTo(air.at("/components/pm2_5").doubleValue()))
            .collect(
                Collectors.groupingBy(
                    air -> air.at("/main/aqi").intValue(), Collectors.counting()));

    assertThat(indexes).containsOnlyKeys(1, 2, 3, 4, 5);
    assertThat(indexes.get(2)).isGreaterThan(indexes.get(5));
  }
}
