package dev.tributary.catalog.ledger;

import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.dataset.Feed;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Work on a dataset's files and tables: told by its locks, which are looked at and not taken. */
record DatasetActivity(Connection connection, Dataset dataset) {

  AuditLedger.Activity now() throws SQLException {
    return new AuditLedger.Activity(atWork(), state());
  }

  private Optional<String> atWork() throws SQLException {
    List<String> works =
        List.of(
            "export of " + dataset.name(),
            "publish of " + dataset.name(),
            "warehouse of " + dataset.name());
    return Query.of(
            connection,
            """
            SELECT work FROM unnest(?) AS work
            WHERE EXISTS (
              SELECT 1 FROM pg_locks l
              WHERE l.locktype = 'advisory' AND l.granted AND l.pid <> pg_backend_pid()
              AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
              AND ((l.classid::bigint << 32) | l.objid::bigint)
                = hashtextextended('tributary ' || work, 0))""",
            (Object) works.toArray(new String[0]))
        .first(row -> row.getString(1));
  }

  private String state() throws SQLException {
    String[] feeds = dataset.feeds().stream().map(Feed::name).toArray(String[]::new);
    return Query.of(
            connection,
            """
            SELECT concat_ws(' ',
              (SELECT count(*) || ' ' || count(done_at) FROM tributary.export
               WHERE feed = ANY (?)),
              (SELECT sum(generation) FROM tributary.partition WHERE feed = ANY (?)),
              (SELECT count(*) FROM tributary.batch WHERE feed = ANY (?) AND state <> 'committed'),
              (SELECT count(retired_at) FROM tributary.file WHERE feed = ANY (?)),
              (SELECT count(p.id) || ' ' || coalesce(max(p.id), 0) FROM tributary.publication p
               JOIN tributary.table_version v USING (table_name, version) WHERE v.dataset = ?),
              (SELECT count(p.retired_at) FROM tributary.table_partition p
               JOIN tributary.table_version v USING (table_name, version) WHERE v.dataset = ?))""",
            feeds,
            feeds,
            feeds,
            feeds,
            dataset.name(),
            dataset.name())
        .first(row -> row.getString(1))
        .orElseThrow();
  }
}
