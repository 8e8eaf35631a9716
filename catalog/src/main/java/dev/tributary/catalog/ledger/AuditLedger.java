package dev.tributary.catalog.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.catalog.audit.AuditResult;
import dev.tributary.catalog.audit.Days;
import dev.tributary.catalog.audit.Discrepancy;
import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.run.RunId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an audit asks of PostgreSQL, each answer of one moment, whatever is landed meanwhile; and
 * the account of audits themselves.
 */
public final class AuditLedger {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Connection connection;
  private final Transactions transactions;

  AuditLedger(Connection connection) {
    this.connection = connection;
    this.transactions = new Transactions(connection);
  }

  /** The names of the feeds that something was landed from. */
  public Set<String> landedFeeds() {
    return transactions.change(
        () ->
            new HashSet<>(
                Query.of(connection, "SELECT DISTINCT feed FROM tributary.topic")
                    .list(row -> row.getString(1))));
  }

  /**
   * Whether somebody moves files of a dataset, or points Hive at others.
   *
   * @param atWork what is going on, if something is
   * @param state another one after each piece of work that was done or begun
   */
  public record Activity(Optional<String> atWork, String state) {}

  /**
   * What goes on beside. Asked before and after, it tells whether what was seen was of one moment.
   */
  public Activity activity(Dataset dataset) {
    return transactions.change(() -> new DatasetActivity(connection, dataset).now());
  }

  /** Counts the rows, and reads what the ledger says of all else, in one snapshot. */
  public AuditedDataset count(Dataset dataset, Days days) {
    return transactions.change(
        () -> {
          Instant moment = snapshot();
          List<AuditedFeed> feeds = new ArrayList<>();
          for (Feed feed : dataset.feeds()) {
            AuditedFeed counted = new FeedCount(connection, feed, days).count();
            if (!counted.positions().isEmpty()) {
              feeds.add(counted);
            }
          }
          return new AuditedDataset(
              dataset,
              moment,
              feeds,
              new PublishedState(connection, dataset).tables(),
              dataset.warehouse().isPresent()
                  ? new WarehouseCounts(connection, dataset.warehouse().get()).of(dataset.name())
                  : List.of());
        });
  }

  private Instant snapshot() throws SQLException {
    Query.of(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY").update();
    return Query.of(connection, "SELECT now()")
        .first(row -> row.getTimestamp(1).toInstant())
        .orElseThrow();
  }

  /** The paths of all sinks. */
  public List<String> sinks() {
    return transactions.change(() -> new SinkCount(connection).paths());
  }

  /** A sink as it stands. */
  public Optional<AuditedSink> sink(String path) {
    return transactions.change(
        () -> {
          snapshot();
          return new SinkCount(connection).of(path);
        });
  }

  /** The version of a table's partition that lies in this directory, if one ever did. */
  public Optional<Long> versionIn(String table, String dt, String directory) {
    return transactions.change(
        () ->
            Query.of(
                    connection,
                    """
                    SELECT max(version) FROM tributary.table_partition
                    WHERE table_name = ? AND dt = ? AND directory = ? HAVING count(*) > 0""",
                    table,
                    dt,
                    directory)
                .first(row -> row.getLong(1)));
  }

  /** Audits came to this; all of them are written down, or none. */
  public void audited(RunId run, List<AuditResult> results) {
    transactions.change(
        "audit-record",
        () -> {
          for (AuditResult result : results) {
            Query.of(
                    connection,
                    """
                    INSERT INTO tributary.audit
                      (run_id, dataset, began_at, clean, complete, counts, discrepancies)
                    VALUES (?, ?, ?, ?, ?, ?::jsonb, ?::jsonb)""",
                    run.value(),
                    result.dataset(),
                    Timestamp.from(result.began()),
                    result.clean(),
                    result.complete(),
                    json(result.counts()),
                    json(result.discrepancies().stream().map(Discrepancy::facts).toList()))
                .update();
          }
          return null;
        });
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value).replace("\\u0000", "\\\\u0000");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an audit cannot be written as JSON", e);
    }
  }
}
