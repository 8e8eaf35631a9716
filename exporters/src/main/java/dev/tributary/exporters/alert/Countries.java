package dev.tributary.exporters.alert;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Countries by their codes. The names are kept here, as those that Java has differ from one version
 * of it to the next, and a message is to be the same wherever it is made.
 */
public final class Countries {

  private static final Map<String, String> NAMES = names();

  private Countries() {}

  /**
   * The name in English; the code itself where there is no such country.
   *
   * @param code ISO 3166-1 alpha-2, in capitals
   */
  public static String name(String code) {
    return NAMES.getOrDefault(code, code);
  }

  private static Map<String, String> names() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Countries.class.getResourceAsStream("countries.csv"), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .collect(
              Collectors.toMap(
                  line -> line.substring(0, line.indexOf(',')),
                  line -> line.substring(line.indexOf(',') + 1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
