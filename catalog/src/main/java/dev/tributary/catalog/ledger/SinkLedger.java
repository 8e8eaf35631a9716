package dev.tributary.catalog.ledger;

import dev.tributary.catalog.record.OffsetRange;
import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.settings.Settings;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What is true of a sink: how far it has read, which files it has, and how much of each is valid.
 * What is done to files is done within the transaction that records it, by whoever has locked their
 * rows; what a crash has left undone or half done, the next one finds and puts right. One
 * connection, for one thread.
 */
public final class SinkLedger implements SinkPositions, AutoCloseable {

  /** How long PostgreSQL may take to say that it is there, and how long a statement may take. */
  private static final int ANSWER_S = 10;

  private static final Duration SILENCE = Duration.ofMinutes(2);

  private final Connection connection;
  private final Transactions transactions;
  private final RunId run;
  private final Identity identity;

  private SinkLedger(Connection connection, RunId run, String group, String path) {
    this.connection = connection;
    limitWaits(connection);
    this.transactions = new Transactions(connection);
    this.run = run;
    this.identity = transactions.change(() -> register(group, path));
  }

  /** A place that has a directory. */
  public record Place(long id, String directory) {}

  /**
   * Whether the transaction still lives in which files are worked on, and with it the locks of
   * their rows. To be asked before anything is done that cannot be undone. For several threads.
   */
  public interface Hold {
    /**
     * Does nothing as long as it lives.
     *
     * @throws IOException if PostgreSQL has ended it: another may be at the files
     */
    void check() throws IOException;
  }

  /** Looks at directories that have just become places, before anything is written there. */
  public interface Newcomers {
    void arrive(List<String> directories, Hold hold) throws IOException;
  }

  /** Adds to open files; their rows are locked meanwhile. */
  public interface Appender {
    void append(List<SinkFile> files, Hold hold) throws IOException;
  }

  /** Does something to a file whose row is locked. */
  public interface FileWork<T> {
    T on(SinkFile file, Hold hold) throws IOException;
  }

  /**
   * A file in its packed form.
   *
   * @param bytes its length there
   */
  public record Packed(String name, long bytes) {}

  private record Identity(long id, String kafkaGroup, UUID marker) {}

  /**
   * Opens the ledger of the sink of a group and a path, which is made if it is new.
   *
   * @param path absolute, with its file system
   * @throws TributaryException if PostgreSQL does not answer, or the path is another group's
   */
  public static SinkLedger open(Settings settings, String group, String path, RunId run) {
    Connection connection = Database.open(settings);
    try {
      return new SinkLedger(connection, run, group, path);
    } catch (RuntimeException e) {
      try {
        connection.close();
      } catch (SQLException broken) {
        e.addSuppressed(broken);
      }
      throw e;
    }
  }

  /**
   * An instance that is stuck, or gone with its machine, is not to keep the others waiting for
   * ever: its transaction is ended, and whoever waits for a lock asks again.
   */
  private static void limitWaits(Connection connection) {
    try (Statement statement = connection.createStatement()) {
      connection.setNetworkTimeout(Runnable::run, (int) SILENCE.toMillis());
      statement.execute("SET lock_timeout = '30s'");
      statement.execute("SET idle_in_transaction_session_timeout = '5min'");
      statement.execute("SET tcp_keepalives_idle = 60");
      statement.execute("SET tcp_keepalives_interval = 10");
      statement.execute("SET tcp_keepalives_count = 3");
      connection.commit();
    } catch (SQLException e) {
      throw Transactions.failure(e);
    }
  }

  private Identity register(String group, String path) throws SQLException {
    // Kafka's group is named like ours for its first path, and after the path as well for others.
    Query.of(
            connection,
            """
            INSERT INTO tributary.sink (group_id, path, kafka_group)
            SELECT g, p, CASE WHEN EXISTS (SELECT FROM tributary.sink WHERE kafka_group = g)
              THEN g || '-' || left(md5(p), 8) ELSE g END
            FROM (VALUES (?, ?)) AS given (g, p)
            ON CONFLICT DO NOTHING""",
            group,
            path)
        .update();
    Map<String, Identity> owner = new HashMap<>();
    Query.of(
            connection,
            "SELECT group_id, id, kafka_group, marker FROM tributary.sink WHERE path = ?",
            path)
        .list(
            row ->
                owner.put(
                    row.getString(1),
                    new Identity(row.getLong(2), row.getString(3), row.getObject(4, UUID.class))));
    if (owner.isEmpty()) {
      throw new TributaryException(
          "sink: another path of group '%s' was made at the same time; run it again"
              .formatted(group));
    }
    if (!owner.containsKey(group)) {
      throw new TributaryException(
          "sink: %s is filled by group '%s', and a path has one group; give '%s' another path"
              .formatted(path, owner.keySet().iterator().next(), group));
    }
    return owner.get(group);
  }

  /** Tells this sink from all others, also of other databases. */
  public UUID marker() {
    return identity.marker();
  }

  /** The group under which Kafka divides the partitions among this sink's instances. */
  public String kafkaGroup() {
    return identity.kafkaGroup();
  }

  @Override
  public Map<Integer, Long> register(UUID topicId, String topic, Map<Integer, Long> beginnings) {
    return transactions.change(
        "sink-topic",
        () -> {
          for (Map.Entry<Integer, Long> beginning : beginnings.entrySet()) {
            Query.of(
                    connection,
                    """
                    INSERT INTO tributary.sink_position
                      (sink_id, topic_id, topic, partition, first_offset, next_offset, run_id)
                    VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""",
                    identity.id(),
                    topicId,
                    topic,
                    beginning.getKey(),
                    beginning.getValue(),
                    beginning.getValue(),
                    run.value())
                .update();
          }
          Map<Integer, Long> next = new HashMap<>();
          Query.of(
                  connection,
                  """
                  SELECT partition, next_offset FROM tributary.sink_position
                  WHERE sink_id = ? AND topic_id = ?""",
                  identity.id(),
                  topicId)
              .list(row -> next.put(row.getInt(1), row.getLong(2)));
          return next;
        });
  }

  /** The offset to go on from, of every partition of a topic that is known. */
  public Map<Integer, Long> positions(UUID topicId) {
    return register(topicId, "", Map.of());
  }

  /**
   * The places of these names. Those that are new get the first of their directories that is free,
   * and an open file there.
   *
   * @param fileName of the open file
   */
  public Map<SinkName, Place> places(List<SinkName> names, String fileName, Newcomers newcomers)
      throws IOException {
    return apply(
        "sink-place",
        () ->
            new SinkRegistry(connection, identity.id())
                .find(names, fileName, newcomers, this::check));
  }

  /**
   * These messages are in their places' open files, and the positions moved over them.
   *
   * @throws FencedException if another instance has moved one of the positions first; nothing was
   *     written then
   * @throws IOException as the appender does; nothing is true then of what it has written
   */
  public void commit(Collection<OffsetRange> ranges, List<SinkPortion> portions, Appender appender)
      throws IOException {
    apply(
        "sink",
        () -> {
          SinkCommit commit = new SinkCommit(connection, identity.id(), run);
          for (OffsetRange range : ranges) {
            commit.fence(range);
          }
          List<SinkFile> files = commit.lock(portions);
          appender.append(files, this::check);
          commit.record(files, portions);
          return null;
        });
  }

  /**
   * An open file is rolled, and its place has a new open one.
   *
   * @param packing whether it waits for its packed form then
   * @param extension of its name now
   * @param move gives the file that name; does nothing if it is there
   */
  public void roll(SinkFile open, boolean packing, String extension, FileWork<Void> move)
      throws IOException {
    apply(
        "sink-roll",
        () -> {
          Optional<SinkFile> file = SinkCommit.lock(connection, open);
          if (file.isPresent() && file.get().rolledName().isPresent()) {
            move.on(file.get(), this::check);
            replace(
                file.get(),
                packing ? "packing" : "rolled",
                file.get().rolledName().get() + extension);
          }
          return null;
        });
  }

  @Override
  public void skip(OffsetRange range) {
    transactions.change(
        () -> {
          new SinkCommit(connection, identity.id(), run).fence(range);
          return Query.of(
                  connection,
                  """
                  INSERT INTO tributary.sink_gap
                    (sink_id, topic_id, partition, from_offset, until_offset, run_id)
                  VALUES (?, ?, ?, ?, ?, ?)""",
                  identity.id(),
                  range.topicId(),
                  range.partition(),
                  range.from(),
                  range.until(),
                  run.value())
              .update();
        });
  }

  /**
   * A file is not there, or not what it was, and is given up; its place has an open one.
   *
   * @param setAside tells the name of what is left of it
   */
  public void giveUp(SinkFile damaged, FileWork<String> setAside) throws IOException {
    apply(
        "sink-give-up",
        () -> {
          Optional<SinkFile> file = SinkCommit.lock(connection, damaged);
          if (file.isPresent()) {
            replace(file.get(), "missing", setAside.on(file.get(), this::check));
          } else {
            Query.of(
                    connection,
                    """
                    UPDATE tributary.sink_file SET state = 'missing', changed_at = clock_timestamp()
                    WHERE id = ? AND state = 'packing'""",
                    damaged.id())
                .update();
          }
          return null;
        });
  }

  private void replace(SinkFile file, String state, String name) throws SQLException {
    Query.of(
            connection,
            """
            UPDATE tributary.sink_file
            SET state = ?, name = ?, changed_at = clock_timestamp() WHERE id = ?""",
            state,
            name,
            file.id())
        .update();
    Query.of(
            connection,
            "INSERT INTO tributary.sink_file (place_id, state, name) VALUES (?, 'open', ?)",
            file.placeId(),
            file.name())
        .update();
  }

  /**
   * A rolled file that waits for its packed form has it.
   *
   * @param except files that are left alone
   * @return whether there was one that nobody else is at
   */
  public boolean pack(Collection<Long> except, FileWork<Packed> packer) throws IOException {
    return apply(
        "sink-pack",
        () -> {
          Optional<SinkFile> file =
              Query.of(
                      connection,
                      SinkCommit.FILE
                          + """
                             WHERE p.sink_id = ? AND f.state = 'packing' AND f.id <> ALL (?)
                            ORDER BY f.id LIMIT 1 FOR UPDATE OF f SKIP LOCKED""",
                      identity.id(),
                      except.toArray(new Long[0]))
                  .first(SinkCommit::file);
          if (file.isPresent()) {
            Packed packed = packer.on(file.get(), this::check);
            Query.of(
                    connection,
                    """
                    UPDATE tributary.sink_file
                    SET state = 'rolled', name = ?, bytes = ?, changed_at = clock_timestamp()
                    WHERE id = ?""",
                    packed.name(),
                    packed.bytes(),
                    file.get().id())
                .update();
          }
          return file.isPresent();
        });
  }

  private synchronized void check() throws IOException {
    try {
      if (!connection.isValid(ANSWER_S)) {
        throw new IOException("PostgreSQL has ended the transaction in which files were written");
      }
    } catch (SQLException e) {
      throw Transactions.failure(e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw Transactions.failure(e);
    }
  }

  private <T> T apply(String name, Transactions.Change<T> change) throws IOException {
    try {
      return transactions.within(name, change);
    } catch (SQLException e) {
      throw Transactions.failure(e);
    }
  }
}
