package dev.tributary.cli;

import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.settings.Setting;
import dev.tributary.catalog.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/**
 * Settings from Hadoop's configuration. The environment names are put into it before {@code -D}
 * options are read, so these win over the environment, and that over {@code tributary-site.xml}.
 */
final class HadoopSettings implements Settings {

  static {
    Configuration.addDefaultResource("tributary-site.xml");
  }

  private final Configuration conf;

  HadoopSettings(Configuration conf) {
    this.conf = conf;
  }

  /** A configuration with what the environment, and behind it an {@code .env} file, say. */
  static Configuration configuration(Map<String, String> environment, Path envFile) {
    Configuration conf = new Configuration();
    Map<String, String> names = new HashMap<>(envFile(envFile));
    names.putAll(environment);
    for (Setting<?> setting : ALL) {
      setting.environment().stream()
          .map(names::get)
          .filter(value -> value != null && !value.isBlank())
          .findFirst()
          .ifPresent(value -> conf.set(setting.name(), value, "environment"));
    }
    Optional.ofNullable(names.get("HDFS_URL"))
        .filter(url -> !url.isBlank())
        .ifPresent(url -> conf.set("fs.defaultFS", url, "environment"));
    return conf;
  }

  @Override
  public Optional<String> text(Setting<?> setting) {
    if (!setting.secret()) {
      return Optional.ofNullable(conf.getTrimmed(setting.name())).filter(t -> !t.isEmpty());
    }
    try {
      // Asks the credential providers first, then the configuration.
      char[] secret = conf.getPassword(setting.name());
      return Optional.ofNullable(secret).map(String::new);
    } catch (IOException e) {
      throw new TributaryException(
          "the credential provider cannot be read for %s (%s)"
              .formatted(setting.name(), e.getMessage()),
          e);
    }
  }

  /** {@code NAME=value} a line; blank lines and those that begin with '#' say nothing. */
  private static Map<String, String> envFile(Path file) {
    Map<String, String> names = new HashMap<>();
    if (!Files.isRegularFile(file)) {
      return names;
    }
    try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
      lines
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#") && line.indexOf('=') > 0)
          .forEach(
              line -> {
                int equals = line.indexOf('=');
                String name = line.substring(0, equals).replaceFirst("^export\\s+", "").strip();
                names.put(name, unquoted(line.substring(equals + 1).strip()));
              });
    } catch (IOException e) {
      throw new TributaryException("file '" + file + "' cannot be read (" + e + ")", e);
    }
    return names;
  }

  private static String unquoted(String value) {
    boolean quoted =
        value.length() >= 2
            && (value.charAt(0) == '"' || value.charAt(0) == '\'')
            && value.charAt(value.length() - 1) == value.charAt(0);
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
