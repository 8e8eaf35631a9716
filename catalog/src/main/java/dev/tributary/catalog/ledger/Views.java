package dev.tributary.catalog.ledger;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.dataset.LandingNames;
import dev.tributary.catalog.run.TributaryException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The views of a landing table and of its parts: the latest revision of each thing. */
final class Views {

  private final Connection connection;
  private final Feed feed;

  Views(Connection connection, Feed feed) {
    this.connection = connection;
    this.feed = feed;
  }

  /**
   * Makes all of them, those of the parts that are there. One that is there gets the columns that
   * its table gained, which are behind its others; what users have granted and built on it stays.
   */
  void make() throws SQLException {
    for (Map.Entry<String, String> view : tables().entrySet()) {
      make(view.getKey(), view.getValue());
    }
  }

  /** Makes one view over a table. */
  void make(String view, String table) throws SQLException {
    checkOwn(view, table);
    execute(
        """
        CREATE OR REPLACE VIEW %s AS
        SELECT * FROM (
          SELECT DISTINCT ON (identity) r.* FROM %s r
          JOIN tributary.batch b ON b.id = r.batch_id AND b.state = 'committed'
          ORDER BY identity, revision DESC) latest
        WHERE NOT %s"""
            .formatted(view, table, LandingTable.removed(feed, "value")));
  }

  /** Each view's table, of those tables that are there. */
  private Map<String, String> tables() throws SQLException {
    Map<String, String> tables = new LinkedHashMap<>();
    tables.put(feed.landing().current(), feed.landing().table());
    Optional<LandingNames.Division> division = feed.landing().division();
    if (division.isPresent()) {
      for (String value : division.get().values()) {
        if (definition(division.get().history(value)).isPresent()) {
          tables.put(value, division.get().history(value));
        }
      }
    }
    return tables;
  }

  /** A table or view of somebody else's under that name stays as it is. */
  private void checkOwn(String view, String table) throws SQLException {
    Optional<String> there = definition(view);
    if (there.isPresent() && !there.get().contains(table)) {
      throw new TributaryException(
          "land: PostgreSQL has another table or view '%s' where the view of the latest rows of %s is to be; rename it, such as with ALTER TABLE %s RENAME TO %s_old"
              .formatted(view, table, view, view));
    }
  }

  /** What a view selects, {@code ""} for a table; empty if there is nothing of that name. */
  private Optional<String> definition(String name) throws SQLException {
    return Query.of(
            connection,
            """
            SELECT CASE relkind WHEN 'v' THEN pg_get_viewdef(oid) ELSE '' END
            FROM pg_class WHERE oid = to_regclass(?)""",
            name)
        .first(row -> row.getString(1));
  }

  private void execute(String statement) throws SQLException {
    try (Statement each = connection.createStatement()) {
      each.execute(statement);
    }
  }
}
