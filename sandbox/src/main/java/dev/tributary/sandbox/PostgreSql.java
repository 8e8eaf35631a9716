package dev.tributary.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.tukaani.xz.XZInputStream;

/** A PostgreSQL server with the databases of the metastore and of Oozie, and the suite's own. */
final class PostgreSql {

  static final String USER = "tributary";
  static final String DATABASE = "tributary";
  static final String METASTORE = "metastore";
  static final String OOZIE = "oozie";

  private static final String SUPERUSER = "postgres";

  private final Stage stage;

  PostgreSql(Stage stage) {
    this.stage = stage;
  }

  Daemon daemon() {
    List<String> command =
        program(
            "postgres",
            "--" + ProcessTable.mark(stage.home(), Service.POSTGRESQL),
            "-D",
            cluster().toString(),
            "-p",
            Integer.toString(stage.ports().number(Port.POSTGRESQL)),
            "--listen_addresses=127.0.0.1",
            "--unix_socket_directories=",
            // Backends of clients that were killed let go of their locks soon.
            "--client_connection_check_interval=1s",
            "--max_connections=200",
            "--log_line_prefix=%m [%p] ",
            "--timezone=UTC",
            "--log_timezone=UTC");
    return new Daemon(
        Service.POSTGRESQL,
        Set.of(),
        this::prepare,
        command,
        Map.of(),
        this::answersQuery,
        this::createDatabases);
  }

  static String url(Ports ports, String database) {
    return "jdbc:postgresql://127.0.0.1:" + ports.number(Port.POSTGRESQL) + "/" + database;
  }

  private void prepare() throws IOException {
    unpack();
    if (!Files.exists(stage.data("postgresql.complete"))) {
      Home.delete(cluster());
      Program.run(
          Service.POSTGRESQL,
          stage.home(),
          program(
              "initdb",
              "-D",
              cluster().toString(),
              "-U",
              SUPERUSER,
              "--auth=trust",
              "--encoding=UTF8",
              "--no-locale",
              // Unicode's case rules and the order of code points, whatever locales the machine
              // has.
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8",
              "--data-checksums"),
          Map.of());
      Files.createFile(stage.data("postgresql.complete"));
    }
    // The server refuses to start beside a backend that outlived it, or if its old pid is another
    // process's now.
    DaemonProcess.killStarted(stage.home(), Optional.of(Service.POSTGRESQL));
    while (!ProcessTable.startedBy(stage.home(), Optional.of(Service.POSTGRESQL)).isEmpty()) {
      Pause.brief();
    }
    Files.deleteIfExists(cluster().resolve("postmaster.pid"));
  }

  private boolean answersQuery() throws IOException {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT 1")) {
      return result.next();
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private void createDatabases() throws SQLException {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      if (!exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + USER + "'")) {
        statement.execute("CREATE ROLE " + USER + " LOGIN CREATEDB");
      }
      for (String database : List.of(DATABASE, METASTORE, OOZIE)) {
        if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = '" + database + "'")) {
          statement.execute("CREATE DATABASE " + database + " OWNER " + USER);
        }
      }
    }
  }

  private static boolean exists(Statement statement, String query) throws SQLException {
    try (ResultSet result = statement.executeQuery(query)) {
      return result.next();
    }
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        url(stage.ports(), database)
            + "?user="
            + SUPERUSER
            + "&connectTimeout=10&socketTimeout=60");
  }

  private Path cluster() {
    return stage.data("postgresql");
  }

  private Path programs() {
    return stage.home().lib().resolve("postgresql");
  }

  /** PostgreSQL does not run as root; in a user namespace of its own, root is nobody. */
  private List<String> program(String name, String... arguments) {
    List<String> command = new ArrayList<>();
    if (Stage.user().equals("root")) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(programs().resolve("bin").resolve(name).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private void unpack() throws IOException {
    if (Files.exists(programs())) {
      return;
    }
    Path unfinished = stage.home().lib().resolve("postgresql.unfinished");
    Home.delete(unfinished);
    Files.createDirectories(unfinished);
    try (ZipInputStream jar = new ZipInputStream(Files.newInputStream(Jars.postgres()))) {
      ZipEntry entry = jar.getNextEntry();
      while (entry != null && !entry.getName().endsWith(".txz")) {
        entry = jar.getNextEntry();
      }
      if (entry == null) {
        throw new IOException("there is no .txz in " + Jars.postgres());
      }
      untar(new XZInputStream(jar), unfinished);
    }
    Files.move(unfinished, programs());
  }

  private static void untar(InputStream archive, Path directory) throws IOException {
    Process tar =
        new ProcessBuilder("tar", "-xf", "-", "-C", directory.toString(), "--no-same-owner")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (OutputStream in = tar.getOutputStream()) {
      archive.transferTo(in);
    }
    try {
      if (tar.waitFor() != 0) {
        throw new IOException("tar could not unpack PostgreSQL into " + directory);
      }
    } catch (InterruptedException e) {
      throw Pause.interrupted(e);
    }
  }
}
