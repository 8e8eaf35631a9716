package dev.tributary.exporters.synthetic;

/**
 * Rain and snow. Their intensities are those of the atmosphere at each ten minutes of UTC and
 * linear in between, so the amount of any time is known exactly. It snows below 1 °C.
 */
final class Precipitation {

  /** Seconds. */
  private static final long STEP = 600;

  private static final double SNOW_BELOW = 1;

  private final Atmosphere atmosphere;

  Precipitation(Atmosphere atmosphere) {
    this.atmosphere = atmosphere;
  }

  /** Intensities at a time, mm an hour. */
  Fall at(City city, long second) {
    long before = Math.floorDiv(second, STEP) * STEP;
    Fall left = node(city, before);
    if (before == second) {
      return left;
    }
    double share = (double) (second - before) / STEP;
    return left.times(1 - share).plus(node(city, before + STEP).times(share));
  }

  /** Amounts from one time to another, mm. */
  Fall between(City city, long from, long until) {
    Fall sum = Fall.NONE;
    long second = from;
    Fall left = at(city, from);
    while (second < until) {
      long next = Math.min(until, (Math.floorDiv(second, STEP) + 1) * STEP);
      Fall right = at(city, next);
      sum = sum.plus(left.plus(right).times((next - second) / 7200.0));
      second = next;
      left = right;
    }
    return sum;
  }

  private Fall node(City city, long second) {
    double intensity = atmosphere.intensity(city, second);
    if (intensity == 0) {
      return Fall.NONE;
    }
    return atmosphere.temperature(city, second) < SNOW_BELOW
        ? new Fall(0, intensity)
        : new Fall(intensity, 0);
  }

  /** Rain and snow, as intensities or amounts; snow as the water that it is. */
  record Fall(double rain, double snow) {

    static final Fall NONE = new Fall(0, 0);

    Fall plus(Fall other) {
      return new Fall(rain + other.rain, snow + other.snow);
    }

    Fall times(double factor) {
      return new Fall(rain * factor, snow * factor);
    }

    double both() {
      return rain + snow;
    }
  }
}
