package dev.tributary.loaders.hive;

import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.Table;
import dev.tributary.catalog.table.View;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Tables by way of HiveServer2's SQL. */
final class JdbcTables implements HiveTables {

  /** HiveServer2 parses a statement as a whole, in memory. */
  private static final int PARTITIONS_A_STATEMENT = 500;

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
  public String ensure(Table table, String location) {
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
    return present.location();
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
  public void pointPartitions(Table table, Map<PartitionKey, String> locations) {
    Map<PartitionKey, String> added = new TreeMap<>(locations);
    for (PartitionKey key : partitions(table)) {
      if (!locations.containsKey(key)) {
        continue;
      }
      if (describe(ddl.describe(table, key)).readsAs(table)) {
        ddl.setLocation(table, key, added.remove(key)).forEach(hive::execute);
      } else {
        // SQL changes SerDe and location one after the other; better no day than a garbled one.
        hive.execute(ddl.dropPartitions(table, Set.of(key)));
      }
    }
    addPartitions(table, added);
  }

  @Override
  public void addPartitions(Table table, Map<PartitionKey, String> locations) {
    for (List<PartitionKey> some : Batches.of(locations.keySet(), PARTITIONS_A_STATEMENT)) {
      hive.execute(
          ddl.addPartitions(
              table, some.stream().collect(Collectors.toMap(key -> key, locations::get))));
    }
  }

  @Override
  public void dropPartitions(Table table, Collection<PartitionKey> keys) {
    Set<PartitionKey> present = partitions(table);
    present.retainAll(keys);
    if (!present.isEmpty()) {
      hive.execute(ddl.dropPartitions(table, present));
    }
  }

  @Override
  public Set<PartitionKey> partitions(Table table) {
    return new TreeSet<>(
        hive.query(ddl.showPartitions(table), row -> PartitionKey.named(firstColumn(row))));
  }

  @Override
  public Map<PartitionKey, String> partitionLocations(Table table) {
    Map<PartitionKey, String> locations = new TreeMap<>();
    for (PartitionKey key : partitions(table)) {
      locations.put(key, describe(ddl.describe(table, key)).location());
    }
    return locations;
  }

  @Override
  public Set<String> locations(Table table) {
    Set<String> locations = new TreeSet<>();
    if (!hive.query(ddl.showDatabase(), JdbcTables::firstColumn).isEmpty()
        && isThere(ddl.showTable(table), table.name())) {
      locations.add(describe(ddl.describe(table)).location());
      if (table.partitioned()) {
        locations.addAll(partitionLocations(table).values());
      }
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
