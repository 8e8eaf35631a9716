package dev.tributary.exporters.synthetic;

import dev.tributary.exporters.source.SourceRecord;
import dev.tributary.exporters.weather.Answers;
import dev.tributary.exporters.weather.Part;
import dev.tributary.exporters.weather.WeatherMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The messages of a plan, each made from its index alone. */
final class Messages {

  /** How much later a repeated message says that it was fetched, in seconds. */
  private static final long REPEATED_AFTER = 60;

  private final Plan plan;
  private final Sequence sequence;
  private final List<City> cities;
  private final WeatherAnswer weather;
  private final AirAnswer air;
  private final ForecastAnswer forecast;

  Messages(Plan plan) {
    Atmosphere atmosphere = new Atmosphere(plan.seed());
    this.plan = plan;
    this.sequence = new Sequence(plan);
    this.cities = Cities.first(plan.cities());
    this.weather = new WeatherAnswer(atmosphere, plan.units());
    this.air = new AirAnswer(atmosphere);
    this.forecast = new ForecastAnswer(atmosphere, plan.units(), plan.seed());
  }

  /** The message of that index, below {@link Plan#messages}. */
  SourceRecord get(long index) {
    Kind kind = sequence.kind(index);
    WeatherMessage message =
        kind == Kind.REPEATED ? whole(sequence.original(index), REPEATED_AFTER) : whole(index, 0);
    if (kind == Kind.MISSING) {
      Damage.missing(message.json(), sequence.chance(index, 1));
    }
    String json = message.json().toString();
    return new SourceRecord(
        index,
        sequence.origin(index),
        message.key(),
        kind == Kind.BROKEN ? Damage.broken(json, sequence.chance(index, 1)) : json);
  }

  /**
   * A message as it is before anything is broken off.
   *
   * @param later by how much it is fetched later than it is, seconds
   */
  private WeatherMessage whole(long index, long later) {
    City city =
        HostileNames.renamed(
            cities.get(sequence.city(index)), sequence.kind(index), sequence.chance(index, 1));
    long second = plan.second(sequence.step(index));
    long start = Hash.of(Hash.of(plan.seed(), city.id()), second);
    Answers answers = new Answers().with(Part.WEATHER, weather.of(city, second, start));
    if (!plan.without().contains(Part.AIR_POLLUTION)) {
      answers.with(Part.AIR_POLLUTION, air.of(city, second, Hash.of(start)));
    }
    if (!plan.without().contains(Part.FORECAST)) {
      answers.with(Part.FORECAST, forecast.of(city, second));
    }
    Instant fetchedAt = Instant.ofEpochSecond(second + 1 + Hash.below(9, start) + later);
    return WeatherMessage.of(
        city.place(), plan.units(), answers, List.of(), Optional.empty(), fetchedAt);
  }
}
