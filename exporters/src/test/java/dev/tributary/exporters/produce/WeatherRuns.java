package dev.tributary.exporters.produce;

import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.settings.Setting;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.catalog.verb.Arguments;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.catalog.verb.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.ParseException;

/** Runs {@code produce} of a source of weather in this JVM, without a broker. */
final class WeatherRuns {

  private static final String DECLARATION =
      """
      name: weather
      topics:
        weather-api: {partitions: 1, key: [country, city]}
      schema: weather.schema.json
      identity: [country, city, observed_at]
      observed: [fetched_at]
      landing: {table: weather}
      hdfs: {path: /user/hdfs/weather, file: weather}
      """;

  private static final String SCHEMA =
      """
      {"title": "Weather", "type": "object", "required": ["city", "country", "observed_at"],
       "properties": {"city": {"type": "string"}, "country": {"type": "string"},
         "observed_at": {"type": "string"}, "fetched_at": {"type": "string"}}}
      """;

  private final String source;
  private final Map<String, String> given = new HashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /**
   * Runs of a source, openweather for one, that find the dataset in a directory.
   *
   * @param directory an empty one
   */
  WeatherRuns(String source, Path directory) throws IOException {
    this.source = source;
    Files.writeString(directory.resolve("weather.yaml"), DECLARATION);
    Files.writeString(directory.resolve("weather.schema.json"), SCHEMA);
    given.put("tributary.catalog.dir", directory.toString());
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      given.put("tributary.kafka.bootstrap.servers", "127.0.0.1:" + closed.getLocalPort());
    }
    given.put("tributary.kafka.timeout.ms", "500");
  }

  WeatherRuns set(String name, String value) {
    given.put(name, value);
    return this;
  }

  /** Runs with settings behind those of here. */
  Outcome run(Settings behind, String... arguments)
      throws IOException, InterruptedException, ParseException {
    Settings settings =
        new Settings() {
          @Override
          public Optional<String> text(Setting<?> setting) {
            return Optional.ofNullable(given.get(setting.name())).or(() -> behind.text(setting));
          }
        };
    List<String> all = new ArrayList<>(List.of("--source", source));
    all.addAll(List.of(arguments));
    Produce produce = new Produce();
    Arguments parsed =
        new Arguments(new DefaultParser().parse(produce.options(), all.toArray(String[]::new)));
    try (PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        Run run = new Run(new RunId("test"), "produce", String.join(" ", all), settings, print)) {
      return produce.run(parsed, run);
    }
  }

  /** What was printed. */
  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
