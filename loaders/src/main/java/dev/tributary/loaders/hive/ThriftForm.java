package dev.tributary.loaders.hive;

import dev.tributary.catalog.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.hadoop.hive.metastore.TableType;
import org.apache.hadoop.hive.metastore.api.EnvironmentContext;
import org.apache.hadoop.hive.metastore.api.FieldSchema;
import org.apache.hadoop.hive.metastore.api.SerDeInfo;
import org.apache.hadoop.hive.metastore.api.StorageDescriptor;

/** A table's parts as the metastore's protocol writes them. */
final class ThriftForm {

  private ThriftForm() {}

  /**
   * Tells the metastore not to scan the directory for sizes: it would do so for every partition,
   * while the caller waits.
   */
  static EnvironmentContext withoutStatistics() {
    EnvironmentContext context = new EnvironmentContext();
    context.putToProperties(Statistics.DO_NOT_UPDATE, "true");
    return context;
  }

  static List<FieldSchema> fields(List<KnownTable.Field> fields) {
    // A list that can change: the client may clear the columns of partitions it sends.
    return fields.stream()
        .map(field -> new FieldSchema(field.name(), field.type(), field.comment()))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static List<KnownTable.Field> known(List<FieldSchema> fields) {
    return fields == null
        ? List.of()
        : fields.stream()
            .map(
                field ->
                    new KnownTable.Field(
                        field.getName(),
                        field.getType(),
                        field.getComment() == null ? "" : field.getComment()))
            .toList();
  }

  /** Where data of the table's columns and format lie, and how they are read. */
  static StorageDescriptor storage(Table table, String location) {
    StorageForm form = StorageForm.of(table);
    StorageDescriptor storage = new StorageDescriptor();
    storage.setCols(fields(KnownTable.columnsOf(table)));
    storage.setLocation(location);
    storage.setInputFormat(form.inputFormat());
    storage.setOutputFormat(form.outputFormat());
    storage.setNumBuckets(-1);
    storage.setBucketCols(List.of());
    storage.setSortCols(List.of());
    storage.setParameters(Map.of());
    SerDeInfo serde = new SerDeInfo();
    serde.setSerializationLib(form.serde());
    serde.setParameters(form.serdeProperties());
    storage.setSerdeInfo(serde);
    return storage;
  }

  /** Whether both mean the same data, read the same way. */
  static boolean same(StorageDescriptor some, StorageDescriptor other) {
    return Objects.equals(some.getCols(), other.getCols())
        && Objects.equals(some.getLocation(), other.getLocation())
        && Objects.equals(some.getInputFormat(), other.getInputFormat())
        && Objects.equals(some.getOutputFormat(), other.getOutputFormat())
        && Objects.equals(
            some.getSerdeInfo().getSerializationLib(), other.getSerdeInfo().getSerializationLib())
        && Objects.equals(
            some.getSerdeInfo().getParameters(), other.getSerdeInfo().getParameters());
  }

  static KnownTable known(org.apache.hadoop.hive.metastore.api.Table table) {
    boolean translated = Boolean.parseBoolean(table.getParameters().get(KnownTable.TRANSLATED));
    return new KnownTable(
        translated ? TableType.MANAGED_TABLE.name() : table.getTableType(),
        known(table.getSd().getCols()),
        known(table.getPartitionKeys()));
  }

  /** The parameters of an external table, those present among them. */
  static Map<String, String> parameters(Map<String, String> present, Table table) {
    Map<String, String> parameters = new HashMap<>(present);
    parameters.put("EXTERNAL", "TRUE");
    parameters.putAll(TableProperties.of(table));
    return parameters;
  }

  /** The parameters without what Hive believed to know of other data. */
  static Map<String, String> withoutStatistics(Map<String, String> parameters) {
    Map<String, String> kept = new HashMap<>(parameters == null ? Map.of() : parameters);
    kept.keySet().removeAll(Statistics.PARAMETERS);
    return kept;
  }
}
