package dev.tributary.catalog.ledger;

import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.record.Coordinates;
import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.catalog.table.Table;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What is true of every record: landed, exported, built, published. Each method that changes it is
 * one transaction, named for what becomes true. A ledger is one connection and serves one thread.
 */
public final class Ledger implements AutoCloseable {

  /** PostgreSQL's code for a key that is there already. */
  private static final String UNIQUE_VIOLATION = "23505";

  private final Connection connection;

  private Ledger(Connection connection) {
    this.connection = connection;
  }

  /**
   * Opens the ledger, bringing its tables to this release's form first.
   *
   * @throws TributaryException if PostgreSQL does not answer or refuses
   */
  public static Ledger open(Settings settings) {
    return new Ledger(Database.open(settings));
  }

  /** A run has begun; also one that cannot know whether it said so before. */
  public void begin(RunId run, String verb, String arguments) {
    change(
        () ->
            Query.of(
                    connection,
                    """
                    INSERT INTO tributary.run (id, verb, arguments, host) VALUES (?, ?, ?, ?)
                    ON CONFLICT DO NOTHING""",
                    run.value(),
                    verb,
                    arguments,
                    host())
                .update());
  }

  /** A run has ended. */
  public void end(RunId run, int exitCode, String message) {
    change(
        () ->
            Query.of(
                    connection,
                    """
                    UPDATE tributary.run
                    SET ended_at = clock_timestamp(), exit_code = ?, message = ? WHERE id = ?""",
                    exitCode,
                    message,
                    run.value())
                .update());
  }

  /**
   * Keeps others from the same work until it is closed or this process is gone.
   *
   * @throws BusyException if another process is at it
   */
  public Lock lock(String work) {
    boolean free =
        change(
            () ->
                Query.of(
                        connection,
                        "SELECT pg_try_advisory_lock(hashtextextended(?, 0))",
                        "tributary " + work)
                    .first(row -> row.getBoolean(1))
                    .orElseThrow());
    if (!free) {
      throw new BusyException(
          work + " is already running elsewhere; run it again when that has ended");
    }
    return () ->
        change(
            () ->
                Query.of(
                        connection,
                        "SELECT pg_advisory_unlock(hashtextextended(?, 0))",
                        "tributary " + work)
                    .first(row -> row.getBoolean(1)));
  }

  /** The door to tables: their versions, what readers see of them, and what of them may go. */
  public TableLedger tables() {
    return new TableLedger(connection);
  }

  /** The door to what became of messages, and to what figures were made of. */
  public TraceLedger trace() {
    return new TraceLedger(connection);
  }

  /**
   * Does nothing as long as the connection lives, and with it what it has locked: to be asked
   * before others' eyes see what is done outside the ledger.
   *
   * @throws LedgerAwayException if it does not: another may be at the same work since
   */
  public void check() {
    change(() -> Query.of(connection, "SELECT 1").first(row -> row.getInt(1)));
  }

  /** The feed has a landing table, and a row to lock. */
  public void register(Feed feed) {
    change(
        () -> {
          Query.of(
                  connection,
                  "INSERT INTO tributary.feed (name) VALUES (?) ON CONFLICT DO NOTHING",
                  feed.name())
              .update();
          new LandingTable(feed).ensure(connection);
          return null;
        });
  }

  /**
   * A topic feeds this feed, and each of its partitions has an offset to go on from.
   *
   * @param beginnings where each partition begins that is not known yet
   * @return the offset to go on from, by partition
   */
  public Map<Integer, Long> register(
      Feed feed, UUID topicId, String topic, Map<Integer, Long> beginnings, RunId run) {
    return change(
        "topic",
        () -> {
          Query.of(
                  connection,
                  """
                  INSERT INTO tributary.topic (id, name, feed) VALUES (?, ?, ?)
                  ON CONFLICT DO NOTHING""",
                  topicId,
                  topic,
                  feed.name())
              .update();
          String owner =
              Query.of(connection, "SELECT feed FROM tributary.topic WHERE id = ?", topicId)
                  .first(row -> row.getString(1))
                  .orElseThrow();
          if (!owner.equals(feed.name())) {
            throw new TributaryException(
                "land: topic '%s' feeds %s already, and a topic has one feed; give %s another"
                    .formatted(topic, owner, feed.name()));
          }
          for (Map.Entry<Integer, Long> beginning : beginnings.entrySet()) {
            Query.of(
                    connection,
                    """
                    INSERT INTO tributary.next_offset (topic_id, partition, next_offset, run_id)
                    VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING""",
                    topicId,
                    beginning.getKey(),
                    beginning.getValue(),
                    run.value())
                .update();
          }
          Map<Integer, Long> next = new HashMap<>();
          Query.of(
                  connection,
                  "SELECT partition, next_offset FROM tributary.next_offset WHERE topic_id = ?",
                  topicId)
              .list(row -> next.put(row.getInt(1), row.getLong(2)));
          return next;
        });
  }

  /** What has landed of these things, and still counts. */
  public Knowledge known(Feed feed, Collection<UUID> identities) {
    return change(
        () -> {
          long rejections =
              BatchCommit.rejections(connection, feed); // first: it may rise meanwhile
          Map<UUID, Known> known = new HashMap<>();
          Query.of(
                  connection,
                  """
                  SELECT DISTINCT ON (r.identity) r.identity,
                    CASE WHEN b.state = 'committed' THEN r.content END,
                    max(r.revision) OVER (PARTITION BY r.identity),
                    r.topic_id, r.partition, r.msg_offset
                  FROM %s r JOIN tributary.batch b ON b.id = r.batch_id
                  WHERE r.identity = ANY (?)
                  ORDER BY r.identity, b.state = 'committed' DESC, r.revision DESC"""
                      .formatted(feed.landingTable()),
                  (Object) identities.toArray(new UUID[0]))
              .list(row -> known.put(row.getObject(1, UUID.class), known(row)));
          return new Knowledge(rejections, known);
        });
  }

  private static Known known(ResultSet row) throws SQLException {
    UUID content = row.getObject(2, UUID.class);
    Coordinates at =
        content == null
            ? null
            : new Coordinates(row.getObject(4, UUID.class), row.getInt(5), row.getLong(6));
    return new Known(row.getObject(1, UUID.class), content, row.getInt(3), at);
  }

  /**
   * A batch is in: its rows, duplicates, quarantined messages and the offsets to go on from.
   *
   * @return empty if a thing of it was landed from another partition meanwhile, or messages were
   *     rejected or replayed: nothing was written, and what is known must be asked for again
   * @throws FencedException if another run landed from the same offsets first
   */
  public Optional<Batch> commit(Feed feed, RunId run, Arrival arrival) {
    // By itself: what makes a part of the table keeps its readers waiting until it is committed.
    change(
        () -> {
          new LandingTable(feed).ensureParts(connection, arrival.rows());
          return null;
        });
    try {
      return transaction("land", () -> new BatchCommit(connection, feed, run).commit(arrival));
    } catch (SQLException e) {
      if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
        return Optional.empty();
      }
      throw failure(e);
    } catch (IOException e) {
      throw LedgerAwayException.or("PostgreSQL: the copy broke off: " + e.getMessage(), e);
    }
  }

  /** What becomes of batches and quarantined messages after they came in. */
  public LandingLedger landing() {
    return new LandingLedger(connection);
  }

  /**
   * The export that an earlier run began, else one of all committed batches not yet exported and
   * all partitions that are to be written anew.
   */
  public Optional<Export> resumeOrPlanExport(Feed feed, RunId run) {
    return change("export-plan", () -> new Exports(connection).resumeOrPlan(feed, run));
  }

  /** Hands out the rows of an export by partition, topic, Kafka partition and offset. */
  public void read(Export export, RowReader reader) throws IOException {
    try {
      transaction(
          "export-read",
          () -> {
            new Exports(connection).read(export, reader);
            return null;
          });
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** An export's files lie in HDFS under their names. */
  public void record(Export export, List<WrittenFile> files) {
    change(
        "export-record",
        () -> {
          new Exports(connection).record(export, files);
          return null;
        });
  }

  /**
   * Partitions of a feed that are whole, as far as the events that were exported tell, and were not
   * closed; none of a feed that does not say when they are.
   */
  public List<String> closable(Feed feed) {
    return feed.closing().isEmpty()
        ? List.of()
        : change(() -> new ClosedPartitions(connection).closable(feed, feed.closing().get()));
  }

  /** A partition of a feed is closed, and stays so. */
  public void close(Feed feed, String dt, RunId run) {
    change(
        "close",
        () -> {
          new ClosedPartitions(connection).close(feed, dt, run);
          return null;
        });
  }

  /**
   * A version of a table is to be built: of the partitions whose files changed since the last, or
   * of a whole table if anything that it is built from did.
   *
   * @param again all of it, whether anything changed or not
   * @return empty if nothing is to be built
   */
  public Optional<Build> planBuild(
      Table table, Dataset dataset, BuildInput input, boolean again, RunId run) {
    return change(
        "build-plan", () -> new TablePlans(connection).plan(table, dataset, input, again, run));
  }

  /** The names of those of the inputs that nothing has been exported to or built of yet. */
  public List<String> absent(BuildInput input) {
    return change(() -> new TablePlans(connection).absent(input));
  }

  /** A version of a table is built; nobody sees it yet. */
  public void built(Build build, String jobId, long rows, List<Build.Partition> partitions) {
    change(
        "build-record",
        () -> {
          new TableVersions(connection).built(build, jobId, rows, partitions);
          return null;
        });
  }

  /** The dataset's raw table has a version of the files as they are now. */
  public void recordRaw(Table table, Dataset dataset, RunId run) {
    change(
        "publish-raw",
        () -> {
          new TableVersions(connection).recordRaw(table, dataset.name(), dataset.feed(), run);
          return null;
        });
  }

  /**
   * The newest version of each partition of the dataset's tables.
   *
   * @param pending only those that Hive has not been pointed at yet
   */
  public List<Publication> newest(Dataset dataset, boolean pending) {
    return change(() -> new TableVersions(connection).newest(dataset.name(), pending));
  }

  /** How the rows that Hive's readers see would change, of each table of these publications. */
  public List<RowChange> rowChanges(List<Publication> publications) {
    return change(() -> new RowChanges(connection).of(publications));
  }

  /** Hive's readers see these versions. */
  public void published(Publication publication, RunId run) {
    change(
        "publish-record",
        () -> {
          new TableVersions(connection).published(publication, run);
          return null;
        });
  }

  /**
   * What Hive's readers see of the dataset's tables that jobs built, by table and {@code dt}.
   *
   * @param warehouse the schema that is asked whether it shows the same
   */
  public List<PublishedPartition> publishedPartitions(Dataset dataset, String warehouse) {
    return change(() -> new WarehouseTables(connection, warehouse).published(dataset.name()));
  }

  /**
   * The warehouse shows these partitions, and no longer what it showed of them before.
   *
   * @param warehouse the schema, made if absent, as its tables are
   * @return how many rows they hold
   * @throws TributaryException if a partition does not hold the rows that it was built with
   * @throws IOException as the source does; nothing is loaded then
   */
  public long load(
      String warehouse, List<PublishedPartition> partitions, RowSource source, RunId run)
      throws IOException {
    try {
      return transaction(
          "warehouse",
          () -> new WarehouseTables(connection, warehouse).load(partitions, source, run));
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /**
   * The directories of a sink's places that have files, relative to its path.
   *
   * @param path the sink's, with its file system
   * @throws TributaryException if there is no such sink, with the paths of those there are
   */
  public List<String> placesWithFiles(String path) {
    return change(() -> new SinkPlaces(connection).withFiles(path));
  }

  /** What audits ask of it and tell it, over this connection. */
  public AuditLedger audit() {
    return new AuditLedger(connection);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private <T> T change(Transactions.Change<T> change) {
    return new Transactions(connection).change(change);
  }

  private <T> T change(String name, Transactions.Change<T> change) {
    return new Transactions(connection).change(name, change);
  }

  private <T> T transaction(String name, Transactions.Change<T> change)
      throws SQLException, IOException {
    return new Transactions(connection).within(name, change);
  }

  private static TributaryException failure(SQLException e) {
    return Transactions.failure(e);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  /** Takes the rows of an export. */
  public interface RowReader {
    void accept(ExportedRow row) throws IOException;
  }

  /** Work that nobody else does meanwhile. */
  public interface Lock extends AutoCloseable {
    @Override
    void close();
  }
}
