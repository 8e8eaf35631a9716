package dev.tributary.loaders.hive;

import dev.tributary.catalog.table.Table;
import dev.tributary.catalog.table.View;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hive.metastore.HiveMetaStoreClient;
import org.apache.hadoop.hive.metastore.PartitionDropOptions;
import org.apache.hadoop.hive.metastore.TableType;
import org.apache.hadoop.hive.metastore.api.AlreadyExistsException;
import org.apache.hadoop.hive.metastore.api.Database;
import org.apache.hadoop.hive.metastore.api.GetTableRequest;
import org.apache.hadoop.hive.metastore.api.NoSuchObjectException;
import org.apache.hadoop.hive.metastore.api.Partition;
import org.apache.hadoop.hive.metastore.api.StorageDescriptor;
import org.apache.thrift.TException;

/** Tables by way of the metastore. */
final class MetastoreTables implements HiveTables {

  /** A metastore may limit the partitions that one call returns, and the size of a message. */
  private static final int PARTITIONS_A_CALL = 500;

  private static final short ALL = -1;

  private final MetastoreConnection metastore;
  private final String database;

  private MetastoreTables(MetastoreConnection metastore, String database) {
    this.metastore = metastore;
    this.database = database;
  }

  static MetastoreTables connect(Configuration conf, String uris, String database) {
    return new MetastoreTables(MetastoreConnection.open(conf, uris), database);
  }

  @Override
  public String ensure(Table table, String location) {
    return metastore.call(
        "bring " + qualified(table) + " up to date",
        client -> {
          ensureDatabase(client);
          try {
            var present = present(client, table);
            bringUpToDate(client, table, present);
            return present.getSd().getLocation();
          } catch (NoSuchObjectException absent) {
            create(client, table, location);
            return location;
          }
        });
  }

  private org.apache.hadoop.hive.metastore.api.Table present(
      HiveMetaStoreClient client, Table table) throws TException {
    return client.getTable(new GetTableRequest(database, table.name()));
  }

  private void ensureDatabase(HiveMetaStoreClient client) throws TException {
    try {
      client.getDatabase(database);
    } catch (NoSuchObjectException absent) {
      try {
        client.createDatabase(new Database(database, Ddl.DATABASE_COMMENT, null, Map.of()));
      } catch (AlreadyExistsException madeMeanwhile) {
        return;
      }
    }
  }

  private void create(HiveMetaStoreClient client, Table table, String location) throws TException {
    var created = new org.apache.hadoop.hive.metastore.api.Table();
    created.setDbName(database);
    created.setTableName(table.name());
    created.setTableType(TableType.EXTERNAL_TABLE.name());
    created.setOwner(System.getProperty("user.name"));
    created.setPartitionKeys(ThriftForm.fields(KnownTable.keysOf(table)));
    created.setSd(ThriftForm.storage(table, location));
    created.setParameters(ThriftForm.parameters(Map.of(), table));
    client.createTable(created, ThriftForm.withoutStatistics());
  }

  private void bringUpToDate(
      HiveMetaStoreClient client, Table table, org.apache.hadoop.hive.metastore.api.Table present)
      throws TException {
    ThriftForm.known(present)
        .refuseUnlessEarlier(table, qualified(table) + " in Hive at " + metastore);
    StorageDescriptor storage =
        table.partitioned()
            ? ThriftForm.storage(table, present.getSd().getLocation())
            : withColumnsOf(table, present.getSd());
    alterIfOther(client, present, storage, ThriftForm.parameters(present.getParameters(), table));
  }

  /** The format of an unpartitioned table is that of its present data, and changes with them. */
  private static StorageDescriptor withColumnsOf(Table table, StorageDescriptor present) {
    StorageDescriptor storage = present.deepCopy();
    storage.setCols(ThriftForm.fields(KnownTable.columnsOf(table)));
    return storage;
  }

  @Override
  public void point(Table table, String location) {
    metastore.<Void>call(
        "point " + qualified(table) + " at " + location,
        client -> {
          var present = present(client, table);
          alterIfOther(
              client,
              present,
              ThriftForm.storage(table, location),
              ThriftForm.withoutStatistics(present.getParameters()));
          return null;
        });
  }

  private void alterIfOther(
      HiveMetaStoreClient client,
      org.apache.hadoop.hive.metastore.api.Table present,
      StorageDescriptor storage,
      Map<String, String> parameters)
      throws TException {
    if (ThriftForm.same(storage, present.getSd()) && parameters.equals(present.getParameters())) {
      return;
    }
    present.setSd(storage);
    present.setParameters(parameters);
    client.alter_table_with_environmentContext(
        database, present.getTableName(), present, ThriftForm.withoutStatistics());
  }

  @Override
  public void pointPartitions(Table table, Map<PartitionKey, String> locations) {
    metastore.<Void>call(
        "point partitions of " + qualified(table),
        client -> {
          Map<PartitionKey, String> absent = new TreeMap<>(locations);
          List<Partition> altered = new ArrayList<>();
          for (Partition partition : partitions(client, table, locations.keySet())) {
            String location = absent.remove(new PartitionKey(partition.getValues()));
            if (repoint(partition, ThriftForm.storage(table, location))) {
              altered.add(partition);
            }
          }
          if (!altered.isEmpty()) {
            client.alter_partitions(
                database, table.name(), altered, ThriftForm.withoutStatistics());
          }
          if (!absent.isEmpty()) {
            // In one call, and so in one transaction: readers see all of a version or nothing.
            client.add_partitions(added(table, absent), true, false);
          }
          return null;
        });
  }

  private static boolean repoint(Partition partition, StorageDescriptor storage) {
    Map<String, String> parameters = ThriftForm.withoutStatistics(partition.getParameters());
    boolean other =
        !ThriftForm.same(storage, partition.getSd())
            || !parameters.equals(partition.getParameters());
    partition.setSd(storage);
    partition.setParameters(parameters);
    return other;
  }

  @Override
  public void addPartitions(Table table, Map<PartitionKey, String> locations) {
    metastore.<Void>call(
        "add partitions to " + qualified(table),
        client -> {
          for (List<Partition> some : Batches.of(added(table, locations), PARTITIONS_A_CALL)) {
            client.add_partitions(some, true, false);
          }
          return null;
        });
  }

  private List<Partition> added(Table table, Map<PartitionKey, String> locations) {
    List<Partition> added = new ArrayList<>();
    locations.forEach((key, location) -> added.add(partition(table, key, location)));
    return added;
  }

  private Partition partition(Table table, PartitionKey key, String location) {
    Partition partition = new Partition();
    partition.setDbName(database);
    partition.setTableName(table.name());
    partition.setValues(key.of(table));
    partition.setSd(ThriftForm.storage(table, location));
    partition.setParameters(new HashMap<>());
    return partition;
  }

  private List<Partition> partitions(
      HiveMetaStoreClient client, Table table, Collection<PartitionKey> keys) throws TException {
    List<String> names = keys.stream().map(key -> key.name(table)).toList();
    List<Partition> partitions = new ArrayList<>();
    for (List<String> some : Batches.of(names, PARTITIONS_A_CALL)) {
      partitions.addAll(client.getPartitionsByNames(database, table.name(), some));
    }
    return partitions;
  }

  @Override
  public void dropPartitions(Table table, Collection<PartitionKey> keys) {
    metastore.<Void>call(
        "drop partitions of " + qualified(table),
        client -> {
          PartitionDropOptions metadataOnly =
              PartitionDropOptions.instance().deleteData(false).ifExists(true);
          for (Partition partition : partitions(client, table, keys)) {
            client.dropPartition(database, table.name(), partition.getValues(), metadataOnly);
          }
          return null;
        });
  }

  @Override
  public Set<PartitionKey> partitions(Table table) {
    return metastore.call(
        "list partitions of " + qualified(table),
        client ->
            client.listPartitionNames(database, table.name(), ALL).stream()
                .map(PartitionKey::named)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Override
  public Map<PartitionKey, String> partitionLocations(Table table) {
    Set<PartitionKey> keys = partitions(table);
    return metastore.call(
        "describe partitions of " + qualified(table),
        client -> {
          Map<PartitionKey, String> locations = new TreeMap<>();
          for (Partition partition : partitions(client, table, keys)) {
            locations.put(new PartitionKey(partition.getValues()), partition.getSd().getLocation());
          }
          return locations;
        });
  }

  @Override
  public Set<String> locations(Table table) {
    Set<String> locations =
        metastore.call(
            "describe " + qualified(table),
            client -> {
              try {
                return new TreeSet<>(Set.of(present(client, table).getSd().getLocation()));
              } catch (NoSuchObjectException absent) {
                return new TreeSet<>();
              }
            });
    if (!locations.isEmpty() && table.partitioned()) {
      locations.addAll(partitionLocations(table).values());
    }
    return locations;
  }

  @Override
  public boolean ensure(View view) {
    return metastore.call(
        "bring view " + database + "." + view.name() + " up to date",
        client ->
            new MetastoreViews(client, metastore.toString()).ensure(new ViewForm(database, view)));
  }

  private String qualified(Table table) {
    return database + "." + table.name();
  }

  @Override
  public void close() {
    metastore.close();
  }
}
