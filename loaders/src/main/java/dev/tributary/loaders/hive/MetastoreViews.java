package dev.tributary.loaders.hive;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.hive.metastore.HiveMetaStoreClient;
import org.apache.hadoop.hive.metastore.TableType;
import org.apache.hadoop.hive.metastore.api.GetTableRequest;
import org.apache.hadoop.hive.metastore.api.NoSuchObjectException;
import org.apache.hadoop.hive.metastore.api.PrincipalType;
import org.apache.hadoop.hive.metastore.api.SerDeInfo;
import org.apache.hadoop.hive.metastore.api.StorageDescriptor;
import org.apache.hadoop.hive.metastore.api.Table;
import org.apache.thrift.TException;

/** A view by way of the metastore: written there as HiveServer2 4.0.1 writes one. */
record MetastoreViews(HiveMetaStoreClient client, String where) {

  /** Whether it had to be made or replaced. */
  boolean ensure(ViewForm form) throws TException {
    String name = form.view().name();
    Table present;
    try {
      present = client.getTable(new GetTableRequest(form.database(), name));
    } catch (NoSuchObjectException absent) {
      client.createTable(created(form), ThriftForm.withoutStatistics());
      return true;
    }
    KnownView known = known(present);
    known.refuseUnlessOurs(form.database() + "." + name + " in Hive at " + where);
    if (known.is(form)) {
      return false;
    }
    client.alter_table_with_environmentContext(
        form.database(), name, written(form, present), ThriftForm.withoutStatistics());
    return true;
  }

  private static KnownView known(Table table) {
    String text = table.getViewOriginalText();
    return new KnownView(
        table.getTableType(),
        table.getParameters().getOrDefault(ViewForm.MARK, ""),
        text == null ? "" : text);
  }

  static Table created(ViewForm form) {
    Table view = new Table();
    view.setDbName(form.database());
    view.setTableName(form.view().name());
    view.setTableType(TableType.VIRTUAL_VIEW.name());
    view.setOwner(System.getProperty("user.name"));
    view.setOwnerType(PrincipalType.USER);
    view.setPartitionKeys(List.of());
    view.setParameters(Map.of());
    return written(form, view);
  }

  /** The view as it is declared; what else is known of it stays. */
  static Table written(ViewForm form, Table view) {
    view.setViewOriginalText(form.select());
    view.setViewExpandedText(form.select());
    view.setSd(storage(form));
    Map<String, String> parameters = new HashMap<>(view.getParameters());
    parameters.putAll(form.properties());
    view.setParameters(parameters);
    return view;
  }

  /** Columns, and the formats that Hive notes although there are no files. */
  private static StorageDescriptor storage(ViewForm form) {
    StorageDescriptor storage = new StorageDescriptor();
    storage.setCols(ThriftForm.fields(form.columns()));
    storage.setInputFormat(StorageForm.TEXT_INPUT);
    storage.setOutputFormat(StorageForm.TEXT_OUTPUT);
    storage.setNumBuckets(-1);
    storage.setBucketCols(List.of());
    storage.setSortCols(List.of());
    storage.setParameters(Map.of());
    SerDeInfo none = new SerDeInfo();
    none.setParameters(Map.of());
    storage.setSerdeInfo(none);
    return storage;
  }
}
