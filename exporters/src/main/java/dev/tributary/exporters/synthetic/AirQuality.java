package dev.tributary.exporters.synthetic;

import java.util.List;

/**
 * OpenWeather's air quality index: 1 good, 2 fair, 3 moderate, 4 poor, 5 very poor; that of the
 * worst pollutant.
 */
final class AirQuality {

  private static final List<Scale> SCALES =
      List.of(
          new Scale("so2", 20, 80, 250, 350),
          new Scale("no2", 40, 70, 150, 200),
          new Scale("pm10", 20, 50, 100, 200),
          new Scale("pm2_5", 10, 25, 50, 75),
          new Scale("o3", 60, 100, 140, 180),
          new Scale("co", 4400, 9400, 12_400, 15_400));

  private AirQuality() {}

  /** The index of concentrations in µg/m³. */
  static int index(Components components) {
    return SCALES.stream()
        .mapToInt(scale -> scale.index(components.of(scale.pollutant())))
        .max()
        .orElseThrow();
  }

  /** Concentrations by the API's name of the pollutant. */
  interface Components {
    double of(String pollutant);
  }

  /** From where on a pollutant's index is the next. */
  private record Scale(String pollutant, double fair, double moderate, double poor, double worst) {

    int index(double value) {
      if (value < moderate) {
        return value < fair ? 1 : 2;
      } else if (value < poor) {
        return 3;
      }
      return value < worst ? 4 : 5;
    }
  }
}
