package dev.tributary.exporters.openweather;

import dev.tributary.exporters.weather.FailedPart;
import dev.tributary.exporters.weather.WeatherMessage;
import java.util.List;
import java.util.Optional;

/**
 * What the API had of a city.
 *
 * @param message empty if it had nothing
 * @param failures what it had not, and why
 */
public record Observed(City city, Optional<WeatherMessage> message, List<FailedPart> failures) {

  public Observed {
    failures = List.copyOf(failures);
  }

  /** Whether there is nothing because the key was refused, whatever was asked. */
  public boolean isRefused() {
    return message.isEmpty()
        && failures.stream().allMatch(failure -> failure.status().orElse(0) == Api.UNAUTHORIZED);
  }
}
