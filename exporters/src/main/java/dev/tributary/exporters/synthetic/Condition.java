package dev.tributary.exporters.synthetic;

import java.util.ArrayList;
import java.util.List;

/**
 * What the weather is called.
 *
 * @param id of OpenWeather's list of conditions
 * @param main the group's name
 * @param icon without the letter of day or night
 */
record Condition(int id, String main, String description, String icon) {

  private static final Condition MIST = new Condition(701, "Mist", "mist", "50");
  private static final Condition FOG = new Condition(741, "Fog", "fog", "50");

  /** From this on air is misty, % of humidity. */
  private static final int MISTY = 97;

  /** What a reading is called, what matters most first. */
  static List<Condition> of(Reading reading) {
    double rain = reading.falling().rain();
    double snow = reading.falling().snow();
    boolean misty = reading.humidity() >= MISTY;
    List<Condition> conditions = new ArrayList<>(2);
    if (rain > 0 && rain >= snow) {
      conditions.add(rain(rain, reading.temperature()));
    } else if (snow > 0) {
      conditions.add(snow(snow));
    } else if (misty && reading.wind() < 2.5) {
      conditions.add(reading.humidity() == 100 && reading.wind() < 1.2 ? FOG : MIST);
    } else {
      conditions.add(clouds(reading.clouds()));
    }
    if (misty && rain > 0) {
      conditions.add(MIST);
    }
    return conditions;
  }

  /** Bounds of 2.5, 7.6 and 50 mm an hour part light, moderate, heavy and violent rain. */
  private static Condition rain(double rate, double temperature) {
    if (rate >= 5 && temperature >= 15) {
      return new Condition(201, "Thunderstorm", "thunderstorm with rain", "11");
    } else if (rate < 0.1) {
      return new Condition(300, "Drizzle", "light intensity drizzle", "09");
    } else if (rate < 0.3) {
      return new Condition(301, "Drizzle", "drizzle", "09");
    } else if (rate < 2.5) {
      return new Condition(500, "Rain", "light rain", "10");
    } else if (rate < 7.6) {
      return new Condition(501, "Rain", "moderate rain", "10");
    }
    return rate < 50
        ? new Condition(502, "Rain", "heavy intensity rain", "10")
        : new Condition(503, "Rain", "very heavy rain", "10");
  }

  private static Condition snow(double rate) {
    if (rate < 1) {
      return new Condition(600, "Snow", "light snow", "13");
    }
    return rate < 3
        ? new Condition(601, "Snow", "snow", "13")
        : new Condition(602, "Snow", "heavy snow", "13");
  }

  /**
   * The code of WMO table 4677 that Open-Meteo has for it, which knows neither mist nor the
   * steadiness of rain.
   */
  int wmoCode() {
    return switch (id) {
      case 201 -> 95;
      case 300 -> 51;
      case 301 -> 53;
      case 500 -> 61;
      case 501 -> 63;
      case 502, 503 -> 65;
      case 600 -> 71;
      case 601 -> 73;
      case 602 -> 75;
      case 701, 741 -> 45;
      case 801 -> 1;
      case 802, 803 -> 2;
      case 804 -> 3;
      default -> 0;
    };
  }

  private static Condition clouds(int percent) {
    if (percent < 11) {
      return new Condition(800, "Clear", "clear sky", "01");
    } else if (percent < 25) {
      return new Condition(801, "Clouds", "few clouds", "02");
    } else if (percent < 51) {
      return new Condition(802, "Clouds", "scattered clouds", "03");
    } else if (percent < 85) {
      return new Condition(803, "Clouds", "broken clouds", "04");
    }
    return new Condition(804, "Clouds", "overcast clouds", "04");
  }
}
