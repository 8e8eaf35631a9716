package dev.tributary.cli.lineage;

import dev.tributary.catalog.lineage.Location;
import dev.tributary.catalog.settings.Setting;
import dev.tributary.catalog.settings.Settings;
import io.openlineage.client.utils.DatasetIdentifier;
import io.openlineage.client.utils.filesystem.FilesystemDatasetUtils;
import java.net.URI;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What locations are called, by OpenLineage's naming specification: whoever else tells of them says
 * the same.
 */
final class Names {

  private final Settings settings;
  private final Configuration conf;

  Names(Settings settings, Configuration conf) {
    this.settings = settings;
    this.conf = conf;
  }

  /** A dataset, in OpenLineage's words. */
  record Name(String namespace, String name) {}

  Name of(Location location) {
    return switch (location.kind()) {
      case WEB -> web(URI.create(location.name()));
      case TOPIC -> new Name("kafka://" + first(Settings.KAFKA_BOOTSTRAP_SERVERS), location.name());
      case RELATION -> relation(location.name());
      case PATH -> path(location.name());
      case HIVE_TABLE ->
          new Name(
              "hive://" + hive(), settings.get(Settings.HIVE_DATABASE) + "." + location.name());
    };
  }

  /** Without a query: it may have a key. */
  private static Name web(URI address) {
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    String path = String.valueOf(address.getPath());
    return new Name(
        address.getScheme() + "://" + address.getHost() + port, path.isEmpty() ? "/" : path);
  }

  private Name relation(String name) {
    return new Name(
        "postgres://%s:%d"
            .formatted(settings.get(Settings.POSTGRES_HOST), settings.get(Settings.POSTGRES_PORT)),
        settings.get(Settings.POSTGRES_DATABASE) + "." + name);
  }

  /** As the file system would complete it, which is not asked. */
  Name path(String text) {
    URI standard = FileSystem.getDefaultUri(conf);
    Path home =
        "file".equals(standard.getScheme())
            ? new Path(System.getProperty("user.dir"))
            : new Path("/user", System.getProperty("user.name"));
    DatasetIdentifier identifier =
        FilesystemDatasetUtils.fromLocation(new Path(text).makeQualified(standard, home).toUri());
    return new Name(identifier.getNamespace(), identifier.getName());
  }

  /** The metastore that others know tables by, whichever way this run takes to Hive. */
  private String hive() {
    Configuration site = new Configuration(conf);
    site.addResource("hive-site.xml");
    return settings
        .text(Settings.HIVE_METASTORE_URIS)
        .or(() -> Optional.ofNullable(site.getTrimmed("hive.metastore.uris")))
        .filter(uris -> !uris.isEmpty())
        .map(Names::first)
        .orElseGet(() -> settings.get(Settings.HIVE_HOST) + ":" + settings.get(Settings.HIVE_PORT));
  }

  private String first(Setting<String> setting) {
    return first(settings.get(setting));
  }

  /** Host and port of the first of several servers. */
  private static String first(String servers) {
    return servers.split(",", 2)[0].strip().replaceFirst("^[a-z]+://", "").replaceFirst("/$", "");
  }
}
