package dev.tributary.catalog.settings;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where the texts of settings come from; the settings themselves are its constants. */
public interface Settings {

  Setting<String> CATALOG_DIR =
      Setting.text(
          "tributary.catalog.dir", null, "A directory with further datasets, a YAML file each.");

  Setting<Duration> RETRY_LIMIT =
      Setting.limit(
          "tributary.retry.limit",
          "2m",
          "How long a step waits for a system that is away; 0 is not at all, and land --follow waits as long as it takes.");

  Setting<String> LOG_FORMAT =
      Setting.choice(
          "tributary.log.format",
          List.of("text", "json"),
          "text",
          "The log on stderr: text, as log4j.properties lays it out, or json, a line of ECS JSON each with the run id.");

  Setting<String> KAFKA_BOOTSTRAP_SERVERS =
      Setting.text(
          "tributary.kafka.bootstrap.servers",
          "127.0.0.1:9092",
          "Kafka's brokers, host:port, parted by commas.",
          "KAFKA_BOOTSTRAP_SERVERS",
          "BOOTSTRAP_SERVERS");

  Setting<String> KAFKA_GROUP_ID =
      Setting.text(
          "tributary.kafka.group.id",
          "tributary",
          "The consumer group that gets the advisory offset commits; lag tools read it.",
          "KAFKA_GROUP_ID");

  Setting<Long> KAFKA_TIMEOUT_MS =
      Setting.count(
          "tributary.kafka.timeout.ms", 10_000, "How long a broker may take to answer, in ms.");

  Setting<String> POSTGRES_HOST =
      Setting.text(
          "tributary.postgres.host", "127.0.0.1", "PostgreSQL's host.", "PGHOST", "POSTGRES_HOST");

  Setting<Long> POSTGRES_PORT =
      Setting.count(
          "tributary.postgres.port", 5432, "PostgreSQL's port.", "PGPORT", "POSTGRES_PORT");

  Setting<String> POSTGRES_DATABASE =
      Setting.text(
          "tributary.postgres.database",
          "tributary",
          "The database of the landing tables and the ledger.",
          "PGDATABASE",
          "POSTGRES_DB");

  Setting<String> POSTGRES_USER =
      Setting.text(
          "tributary.postgres.user", "tributary", "PostgreSQL's user.", "PGUSER", "POSTGRES_USER");

  Setting<String> POSTGRES_PASSWORD =
      Setting.secret(
          "tributary.postgres.password",
          "PostgreSQL's password: from a credential provider, the environment or ~/.pgpass.",
          "PGPASSWORD",
          "POSTGRES_PASSWORD");

  Setting<String> HIVE_METASTORE_URIS =
      Setting.text(
          "tributary.hive.metastore.uris",
          null,
          "Hive's metastores, thrift://host:port, parted by commas; as in hive-site.xml by default.");

  Setting<String> HIVE_HOST =
      Setting.text("tributary.hive.host", "127.0.0.1", "HiveServer2's host.", "HIVE_HOST");

  Setting<Long> HIVE_PORT =
      Setting.count("tributary.hive.port", 10_000, "HiveServer2's port.", "HIVE_PORT");

  Setting<String> HIVE_JDBC_URL =
      Setting.text(
          "tributary.hive.jdbc.url",
          null,
          "HiveServer2's JDBC URL; made of host and port by default.");

  Setting<String> HIVE_DATABASE =
      Setting.text("tributary.hive.database", "tributary", "The database of the Hive tables.");

  Setting<Long> PRODUCE_BATCH_ROWS =
      Setting.count(
          "tributary.produce.batch.rows", 5_000, "Messages in one Kafka transaction of produce.");

  Setting<Long> SOURCE_MAX_INFLATION =
      Setting.count(
          "tributary.source.max.inflation",
          100,
          "A source file that unpacks to more than 64 MiB and this many times its size is refused.");

  Setting<String> WEAPONS_URL =
      Setting.text(
          "tributary.weapons.url",
          null,
          "Where the pages of weapons are, for produce --source weapon-pages that names none.");

  Setting<String> OPENWEATHER_API_KEY =
      Setting.secret(
          "tributary.openweather.api.key",
          "The key of the OpenWeather API: from a credential provider or the environment.",
          "OPENWEATHER_API_KEY");

  Setting<String> OPENWEATHER_CITY =
      Setting.text(
          "tributary.openweather.city",
          null,
          "The cities of produce --source openweather that names none, parted by ';': Paris,FR;Dakar,SN.",
          "CITY");

  Setting<String> OPENWEATHER_URL =
      Setting.text(
          "tributary.openweather.url",
          "https://api.openweathermap.org",
          "Where the OpenWeather API is.");

  Setting<Long> OPENWEATHER_DELAY_MS =
      Setting.count(
          "tributary.openweather.delay.ms",
          100,
          "The pause between two requests to the OpenWeather API, in ms.");

  Setting<String> OPENMETEO_URL =
      Setting.text(
          "tributary.openmeteo.url", "https://api.open-meteo.com", "Where the Open-Meteo API is.");

  Setting<String> OPENMETEO_GEOCODING_URL =
      Setting.text(
          "tributary.openmeteo.geocoding.url",
          "https://geocoding-api.open-meteo.com",
          "Where Open-Meteo's geocoder is.");

  Setting<Long> OPENMETEO_DELAY_MS =
      Setting.count(
          "tributary.openmeteo.delay.ms",
          100,
          "The pause between two requests to one server of Open-Meteo, in ms.");

  Setting<Long> HTTP_DELAY_MS =
      Setting.count(
          "tributary.http.delay.ms",
          1_000,
          "The pause between two requests to one server, in ms; longer where its robots.txt says so.");

  Setting<Long> HTTP_TIMEOUT_MS =
      Setting.count(
          "tributary.http.timeout.ms", 30_000, "How long a page may take to come whole, in ms.");

  Setting<Long> HTTP_TRIES =
      Setting.count("tributary.http.tries", 5, "How often a page is asked for before giving up.");

  Setting<Long> HTTP_BACKOFF_MS =
      Setting.count(
          "tributary.http.backoff.ms",
          1_000,
          "The wait before a page is asked for again, in ms; it doubles with each try.");

  Setting<Long> HTTP_MAX_WAIT_MS =
      Setting.count(
          "tributary.http.max.wait.ms",
          300_000,
          "A server that asks for a longer wait than this is left alone, in ms.");

  Setting<Long> HTTP_MAX_BYTES =
      Setting.count(
          "tributary.http.max.bytes", 64L << 20, "A larger page is refused, in bytes, unpacked.");

  Setting<String> PLACES_FILE =
      Setting.text(
          "tributary.places.file",
          null,
          "Further known places: lines of name,country,lat,lon, or a dump of GeoNames; .gz or not.");

  Setting<Long> PLACES_WITHIN_KM =
      Setting.count(
          "tributary.places.within.km",
          30,
          "How far from a known place a message that names none may be to be of it, in km.");

  Setting<Long> LAND_BATCH_ROWS =
      Setting.count(
          "tributary.land.batch.rows", 10_000, "Messages in one PostgreSQL transaction of land.");

  Setting<Long> LAND_BATCH_BYTES =
      Setting.count(
          "tributary.land.batch.bytes",
          64L << 20,
          "Size of the messages in one PostgreSQL transaction of land, in bytes; about.");

  Setting<Long> MESSAGE_MAX_BYTES =
      Setting.count(
          "tributary.message.max.bytes", 1 << 20, "A larger message goes to quarantine, in bytes.");

  Setting<Double> QUARANTINE_MAX_RATIO =
      Setting.ratio(
          "tributary.quarantine.max.ratio",
          0.1,
          "Above this share of a batch of at least 100 messages in quarantine, land ends with 1.");

  Setting<Boolean> EXPORT_LOCAL =
      Setting.flag(
          "tributary.export.local",
          false,
          "Whether export may write to this machine's own files, where fs.defaultFS says so.");

  Setting<Long> EXPORT_FILE_MAX_BYTES =
      Setting.count(
          "tributary.export.file.max.bytes", 256L << 20, "An exported file ends here, in bytes.");

  Setting<String> SINK_GROUP_ID =
      Setting.text(
          "tributary.sink.group.id",
          "hdfs_consumer_group",
          "The consumer group of sink: its instances share the partitions.",
          "KAFKA_GROUP_ID");

  Setting<String> SINK_PATH =
      Setting.text(
          "tributary.sink.path",
          null,
          "The directory below which sink writes, for one that names none.",
          "HDFS_BASE_PATH");

  Setting<String> SINK_OFFSET_RESET =
      Setting.choice(
          "tributary.sink.offset.reset",
          List.of("earliest", "latest"),
          "earliest",
          "Where sink begins with a partition that it has never read: earliest or latest.",
          "KAFKA_AUTO_OFFSET_RESET");

  Setting<Long> SINK_BATCH_SIZE =
      Setting.count(
          "tributary.sink.batch.size",
          100,
          "So many messages of one place are written as soon as they are there.",
          "HDFS_BATCH_SIZE");

  Setting<Duration> SINK_FLUSH_INTERVAL =
      Setting.time(
          "tributary.sink.flush.interval",
          "30s",
          "Messages wait no longer than this to be written; a bare number is seconds.",
          "HDFS_FLUSH_INTERVAL");

  Setting<Long> SINK_MAX_FILE_SIZE =
      Setting.bytes(
          "tributary.sink.max.file.size", "100MB", "A file of sink is rolled at this size.");

  Setting<String> SINK_COMPRESSION =
      Setting.choice(
          "tributary.sink.compression",
          List.of("none", "gzip"),
          "none",
          "The compression of sink's rolled files: none or gzip.");

  Setting<Long> SINK_BUFFER_BYTES =
      Setting.bytes(
          "tributary.sink.buffer.bytes",
          "16MB",
          "What sink keeps in memory at most before it is written, about.");

  Setting<Long> SINK_WRITERS =
      Setting.count("tributary.sink.writers", 4, "How many files sink has open at a time.");

  Setting<Long> SINK_POLL_MS =
      Setting.count(
          "tributary.sink.poll.ms",
          250,
          "How long sink waits for messages at a time, in ms.",
          "CONSUMER_TIMEOUT_MS");

  Setting<Long> SINK_POLL_RECORDS =
      Setting.count(
          "tributary.sink.poll.records",
          500,
          "How many messages sink takes from Kafka's client at a time.",
          "MAX_POLL_RECORDS");

  Setting<Duration> SINK_SESSION =
      Setting.time(
          "tributary.sink.session",
          "10s",
          "An instance of sink that Kafka has not heard of for so long has its partitions taken over.");

  Setting<String> SINK_INSTANCE =
      Setting.text(
          "tributary.sink.instance",
          null,
          "A name of this instance in its group: started again under it, sink has its partitions back at once.");

  Setting<Duration> SINK_PATIENCE =
      Setting.time(
          "tributary.sink.patience",
          "10m",
          "sink --until-end gives up after so long without progress; --follow waits as long as it takes.");

  Setting<Long> AUDIT_JOB_BYTES =
      Setting.bytes(
          "tributary.audit.job.bytes",
          "1GB",
          "Files of a dataset that are larger together are read by a MapReduce job in audit.");

  Setting<Duration> AUDIT_PATIENCE =
      Setting.time(
          "tributary.audit.patience",
          "10m",
          "How long audit waits for an export or a publish of the dataset to end.");

  Setting<String> METRICS_HOST =
      Setting.text(
          "tributary.metrics.host",
          "127.0.0.1",
          "The address of this machine at which metrics can be had; 0.0.0.0 is every one.");

  Setting<Integer> METRICS_PORT =
      Setting.port(
          "tributary.metrics.port",
          9404,
          "The port of the metrics; 0 is any free one, and so it is where another process has it.");

  Setting<URI> LINEAGE_URL =
      Setting.address(
          "tributary.lineage.url",
          "The server that OpenLineage events are sent to, such as http://host:5000; none by default.",
          "OPENLINEAGE_URL");

  Setting<String> LINEAGE_ENDPOINT =
      Setting.text(
          "tributary.lineage.endpoint",
          "api/v1/lineage",
          "The path on that server that takes the events.",
          "OPENLINEAGE_ENDPOINT");

  Setting<String> LINEAGE_API_KEY =
      Setting.secret(
          "tributary.lineage.api.key",
          "The key of that server, if it wants one: from a credential provider or the environment.",
          "OPENLINEAGE_API_KEY");

  Setting<String> LINEAGE_FILE =
      Setting.text(
          "tributary.lineage.file",
          null,
          "A file of this machine that OpenLineage events are added to, a line each; none by default.");

  Setting<String> LINEAGE_NAMESPACE =
      Setting.text(
          "tributary.lineage.namespace",
          "tributary",
          "The namespace of the jobs in OpenLineage events.",
          "OPENLINEAGE_NAMESPACE");

  /** All of them, for help pages and the reference. */
  List<Setting<?>> ALL =
      List.of(
          CATALOG_DIR,
          RETRY_LIMIT,
          LOG_FORMAT,
          KAFKA_BOOTSTRAP_SERVERS,
          KAFKA_GROUP_ID,
          KAFKA_TIMEOUT_MS,
          POSTGRES_HOST,
          POSTGRES_PORT,
          POSTGRES_DATABASE,
          POSTGRES_USER,
          POSTGRES_PASSWORD,
          HIVE_METASTORE_URIS,
          HIVE_HOST,
          HIVE_PORT,
          HIVE_JDBC_URL,
          HIVE_DATABASE,
          PRODUCE_BATCH_ROWS,
          SOURCE_MAX_INFLATION,
          WEAPONS_URL,
          OPENWEATHER_API_KEY,
          OPENWEATHER_CITY,
          OPENWEATHER_URL,
          OPENWEATHER_DELAY_MS,
          OPENMETEO_URL,
          OPENMETEO_GEOCODING_URL,
          OPENMETEO_DELAY_MS,
          HTTP_DELAY_MS,
          HTTP_TIMEOUT_MS,
          HTTP_TRIES,
          HTTP_BACKOFF_MS,
          HTTP_MAX_WAIT_MS,
          HTTP_MAX_BYTES,
          PLACES_FILE,
          PLACES_WITHIN_KM,
          LAND_BATCH_ROWS,
          MESSAGE_MAX_BYTES,
          QUARANTINE_MAX_RATIO,
          LAND_BATCH_BYTES,
          EXPORT_LOCAL,
          EXPORT_FILE_MAX_BYTES,
          SINK_GROUP_ID,
          SINK_PATH,
          SINK_OFFSET_RESET,
          SINK_BATCH_SIZE,
          SINK_FLUSH_INTERVAL,
          SINK_MAX_FILE_SIZE,
          SINK_COMPRESSION,
          SINK_BUFFER_BYTES,
          SINK_WRITERS,
          SINK_POLL_MS,
          SINK_POLL_RECORDS,
          SINK_SESSION,
          SINK_INSTANCE,
          SINK_PATIENCE,
          AUDIT_JOB_BYTES,
          AUDIT_PATIENCE,
          METRICS_HOST,
          METRICS_PORT,
          LINEAGE_URL,
          LINEAGE_ENDPOINT,
          LINEAGE_API_KEY,
          LINEAGE_FILE,
          LINEAGE_NAMESPACE);

  /** The text that was given for a setting, if one was. */
  Optional<String> text(Setting<?> setting);

  /**
   * The value of a setting that has a default or was given.
   *
   * @throws IllegalArgumentException if its text is no such value, or it has none
   */
  default <T> T get(Setting<T> setting) {
    return setting
        .find(this)
        .orElseThrow(() -> new IllegalArgumentException(setting.name() + " is not set"));
  }
}
