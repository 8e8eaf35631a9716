package dev.tributary.loaders.hive;

import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.Table;
import dev.tributary.catalog.table.View;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Tables by way of HiveServer2's SQL. */
final class JdbcTables implements HiveTables {

  private final JdbcConnection hive;
  private final String database;
  private final Ddl ddl;

  private JdbcTables(JdbcConnection hive, String database) {
    this.hive = hive;
    this.database = database;
    this.ddl = new Ddl(database);
  }

  static JdbcTables connect(String url, String user, String password, String database) {
    return new JdbcTables(JdbcConnection.open(url, user, password), database);
  }

  @Override
  public void ensure(Table table, String location) {
    // Asked first: who may not create databases may not say IF NOT EXISTS either.
    if (hive.query(ddl.showDatabase(), JdbcTables::firstColumn).isEmpty()) {
      hive.execute(ddl.createDatabase());
    }
    if (!isThere(ddl.showTable(table), table.name())) {
      hive.execute(ddl.createTable(table, location));
    }
    takeColumnsFromMetastore(table);
    Description present = describe(ddl.describe(table));
    present
        .table()
        .refuseUnlessEarlier(table, database + "." + table.name() + " in Hive at " + hive);
    bringColumnsUpToDate(table, present.table().columns());
    hive.execute(ddl.setProperties(table));
    // The format of an unpartitioned table is that of its present data, and changes with them.
    if (table.partitioned() && !present.readsAs(table)) {
      ddl.setFormat(table).forEach(hive::execute);
    }
  }

  /** Hive takes the '_' of a name in LIKE for any character. */
  private boolean isThere(String statement, String name) {
    return hive.query(statement, JdbcTables::firstColumn).contains(name);
  }

  private void takeColumnsFromMetastore(Table table) {
    try {
      String shown = hive.query(ddl.showSerdesWithOwnSchema(), JdbcTables::firstColumn).get(0);
      if (!shown.contains(StorageForm.of(table).serde())) {
        hive.execute(ddl.addSerdeWithOwnSchema(shown, table));
      }
    } catch (HiveUnavailableException e) {
      throw e;
    } catch (HiveException restricted) {
      // Then only a change of columns will be refused, and that says so itself.
      return;
    }
  }

  private void bringColumnsUpToDate(Table table, List<KnownTable.Field> present) {
    List<Column> wanted = table.columns();
    for (int i = 0; i < present.size(); i++) {
      if (!present.get(i).comment().equals(wanted.get(i).comment())) {
        hive.execute(ddl.setComment(table, wanted.get(i)));
      }
    }
    if (present.size() < wanted.size()) {
      hive.execute(ddl.addColumns(table, wanted.subList(present.size(), wanted.size())));
      ddl.setSerdeProperties(table).ifPresent(hive::execute);
    }
  }

  @Override
  public void point(Table table, String location) {
    if (!describe(ddl.describe(table)).readsAs(table)) {
      ddl.setFormat(table).forEach(hive::execute);
    }
    ddl.setLocation(table, location).forEach(hive::execute);
  }

  @Override
  public void pointPartitions(Table table, Map<String, String> locations) {
    Days.check(locations.keySet());
    Map<String, String> added = new TreeMap<>(locations);
    for (String day : days(table)) {
      if (!locations.containsKey(day)) {
        continue;
      }
      if (describe(ddl.describe(table, day)).readsAs(table)) {
        ddl.setLocation(table, day, added.remove(day)).forEach(hive::execute);
      } else {
        // SQL changes SerDe and location one after the other; better no day than a garbled one.
        hive.execute(ddl.dropPartitions(table, Set.of(day)));
      }
    }
    if (!added.isEmpty()) {
      hive.execute(ddl.addPartitions(table, added));
    }
  }

  @Override
  public void dropPartitions(Table table, Collection<String> days) {
    Days.check(days);
    Set<String> present = new HashSet<>(days(table));
    present.retainAll(days);
    if (!present.isEmpty()) {
      hive.execute(ddl.dropPartitions(table, present));
    }
  }

  @Override
  public Map<String, String> partitionLocations(Table table) {
    Map<String, String> locations = new TreeMap<>();
    for (String day : days(table)) {
      locations.put(day, describe(ddl.describe(table, day)).location());
    }
    return locations;
  }

  @Override
  public boolean ensure(View view) {
    ViewForm form = new ViewForm(database, view);
    ViewDdl statements = new ViewDdl(form);
    if (!isThere(statements.show(), view.name())) {
      hive.execute(statements.create());
      return true;
    }
    KnownView present = describe(statements.describe()).view();
    present.refuseUnlessOurs(database + "." + view.name() + " in Hive at " + hive);
    if (present.is(form)) {
      return false;
    }
    hive.execute(statements.replace());
    return true;
  }

  private List<String> days(Table table) {
    return hive.query(ddl.showPartitions(table), row -> Days.ofPartition(firstColumn(row)));
  }

  private Description describe(String statement) {
    return Description.of(
        hive.query(
            statement, row -> new Description.Row(part(row, 1), part(row, 2), part(row, 3))));
  }

  private static String part(ResultSet row, int column) throws SQLException {
    String value = row.getString(column);
    return value == null ? "" : value.strip();
  }

  private static String firstColumn(ResultSet row) throws SQLException {
    return row.getString(1);
  }

  @Override
  public void close() {
    hive.close();
  }
}
