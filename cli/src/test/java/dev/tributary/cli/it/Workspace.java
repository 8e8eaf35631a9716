package dev.tributary.cli.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.catalog.verb.Outcome;
import dev.tributary.exporters.produce.Produce;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The shipped datasets under names of a test's own: topics, database, directories in HDFS, database
 * in Hive. So tests share the sandbox and see nothing of each other.
 */
final class Workspace {

  static final Path SAMPLES = Path.of("../samples/water").toAbsolutePath().normalize();
  static final Path REAL = Path.of("../../shared/data/water").toAbsolutePath().normalize();

  private static final Path DATASETS = Path.of("../catalog/src/main/resources/datasets");

  private final String name;
  private final Path catalog;

  Workspace(String name, Path directory) {
    this.name = name;
    this.catalog = directory.resolve("catalog-" + name);
    try {
      Files.createDirectories(catalog);
      declare("water.yaml", "water-(quality|sites|methods)", "/user/hdfs/water", directory());
      declare("weapons.yaml", "weapon_data", "/user/hdfs/weapons", weaponsDirectory());
      declare("weather.yaml", "weather-api", "/user/hdfs/weather", weatherDirectory());
      for (String schema : List.of("water", "water-sites", "water-methods", "weapons", "weather")) {
        String file = schema + ".schema.json";
        Files.copy(DATASETS.resolve(file), catalog.resolve(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    execute("postgres", "CREATE DATABASE " + name);
  }

  private void declare(String file, String topics, String shipped, String directory)
      throws IOException {
    String yaml =
        Files.readString(DATASETS.resolve(file))
            .replaceAll("(?m)^( +)(" + topics + ")(?=: )", "$1" + name + "-$2")
            .replace(shipped, directory);
    Files.writeString(catalog.resolve(file), yaml);
  }

  /** Where the files of water lie in HDFS. */
  String directory() {
    return "/user/hdfs/" + name;
  }

  /** Where those of weapons do. */
  String weaponsDirectory() {
    return directory() + "-weapons";
  }

  /** And those of weather. */
  String weatherDirectory() {
    return directory() + "-weather";
  }

  /** Its topic of samples. */
  String topic() {
    return name + "-water-quality";
  }

  /** Its database in Hive and in PostgreSQL. */
  String database() {
    return name;
  }

  /** What tells a process of any kind of this workspace. */
  Map<String, String> settings() {
    return Map.of(
        "tributary.catalog.dir", catalog.toString(),
        "tributary.postgres.database", database(),
        "tributary.hive.database", database());
  }

  /** The suite in this JVM, with this workspace's datasets and database. */
  InProcess inProcess() {
    InProcess process = new InProcess(database());
    settings().forEach(process::set);
    return process;
  }

  /** Runs a verb of the job jar. */
  Shell.Result run(String verb, String... arguments) {
    return run(Map.of(), verb, arguments);
  }

  /** The same with variables besides those of the sandbox. */
  Shell.Result run(Map<String, String> variables, String verb, String... arguments) {
    return Shell.run(JobJar.variables(variables), command(verb, arguments));
  }

  /** Starts a verb of the job jar; the process is the JVM itself. */
  Process start(String verb, String... arguments) {
    return Shell.start(JobJar.variables(Map.of()), command(verb, arguments));
  }

  /** The same, with what it says of both kinds in a file. */
  Process start(Map<String, String> variables, File log, String verb, String... arguments) {
    return Shell.start(JobJar.variables(variables), command(verb, arguments), log);
  }

  Shell.Result produce(Path file, String... more) {
    return run("produce", producing(file, more));
  }

  /** Sends the shipped methods and sites. */
  void produceReferences() {
    produceMethods();
    send(SAMPLES.resolve("Site_Information_2022_8_1.xlsx"), "--reference", "sites");
  }

  void produceMethods() {
    send(SAMPLES.resolve("Methods_2022_8_1.xlsx"), "--reference", "methods");
  }

  /** Does what {@link #produce} does in this JVM: for tests that are of what follows. */
  void send(Path file, String... more) {
    try {
      Outcome outcome = inProcess().run(new Produce(), producing(file, more));
      assertThat(outcome.exitCode()).as(outcome.message()).isZero();
    } catch (Exception e) {
      throw new AssertionError(file + ": " + e.getMessage(), e);
    }
  }

  private static String[] producing(Path file, String... more) {
    return Stream.of(
            Stream.of("--source", "workbook", "--dataset", "water"),
            Arrays.stream(more),
            Stream.of(file.toString()))
        .flatMap(arguments -> arguments)
        .toArray(String[]::new);
  }

  /** What Hive answers, a line a row, values parted by tabs, as {@code hive -e} prints them. */
  List<String> hive(String query) {
    return HiveRows.of(database(), query).stream()
        .map(
            row ->
                Arrays.stream(row)
                    .map(value -> value == null ? "NULL" : value)
                    .collect(Collectors.joining("\t")))
        .toList();
  }

  /** What PostgreSQL answers, a line a row, values parted by '|'. */
  List<String> sql(String query) {
    try (Connection connection = connect(database());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> lines = new ArrayList<>();
      while (rows.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          values.add(rows.getString(i));
        }
        lines.add(String.join("|", values));
      }
      return lines;
    } catch (SQLException e) {
      throw new AssertionError(query + ": " + e.getMessage(), e);
    }
  }

  void execute(String database, String statement) {
    try (Connection connection = connect(database);
        Statement s = connection.createStatement()) {
      s.execute(statement);
    } catch (SQLException e) {
      throw new AssertionError(statement + ": " + e.getMessage(), e);
    }
  }

  /** Keeps others from a table of the database until it is closed. */
  AutoCloseable locked(String table) throws SQLException {
    return locked(table, "ACCESS EXCLUSIVE");
  }

  /** The same for what a mode of PostgreSQL's locks excludes: SHARE lets others read. */
  AutoCloseable locked(String table, String mode) throws SQLException {
    return holding("LOCK TABLE " + table + " IN " + mode + " MODE");
  }

  /** Keeps others from changing the rows that a table has now: whatever else they do with it. */
  AutoCloseable lockedRows(String table) throws SQLException {
    return holding("SELECT FROM " + table + " FOR UPDATE");
  }

  private AutoCloseable holding(String lock) throws SQLException {
    Connection connection = connect(database());
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(lock);
    }
    return connection;
  }

  /** How many statements such as this (LIKE) wait for a lock in the database. */
  int waitingFor(String statement) {
    return sql("""
        SELECT FROM pg_stat_activity WHERE datname = current_database()
        AND wait_event_type = 'Lock' AND query LIKE '%s'"""
            .formatted(statement))
        .size();
  }

  /** Cuts every connection to the database. */
  void cutOthers() {
    sql(
        """
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()""");
  }

  private static Connection connect(String database) throws SQLException {
    Map<String, String> environment = Stack.environment();
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%s/%s"
            .formatted(environment.get("PGHOST"), environment.get("PGPORT"), database),
        environment.get("PGUSER"),
        "");
  }

  private List<String> command(String verb, String... arguments) {
    Stream<String> own =
        settings().entrySet().stream().map(entry -> "-D" + entry.getKey() + "=" + entry.getValue());
    return JobJar.command(
        verb, Stream.concat(own, Arrays.stream(arguments)).toArray(String[]::new));
  }
}
