package dev.tributary.loaders.hive;

import dev.tributary.catalog.settings.Settings;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** The ways to Hive, as the settings have them. */
public final class HiveConnection {

  /** What {@code --via} may say: the metastore, or HiveServer2. */
  public static final List<String> WAYS = List.of("thrift", "jdbc");

  private HiveConnection() {}

  /**
   * Connects.
   *
   * @param via one of the ways
   * @throws HiveException if Hive does not answer, or refuses
   */
  public static HiveTables open(String via, Configuration conf, Settings settings) {
    String database = settings.get(Settings.HIVE_DATABASE);
    if (via.equals("thrift")) {
      String uris = settings.text(Settings.HIVE_METASTORE_URIS).orElse("");
      return HiveTables.overMetastore(conf, uris, database);
    }
    String url =
        settings
            .text(Settings.HIVE_JDBC_URL)
            .orElseGet(
                () ->
                    "jdbc:hive2://%s:%d/default"
                        .formatted(
                            settings.get(Settings.HIVE_HOST), settings.get(Settings.HIVE_PORT)));
    return HiveTables.overJdbc(url, System.getProperty("user.name"), "", database);
  }
}
