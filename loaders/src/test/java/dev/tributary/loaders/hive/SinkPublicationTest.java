package dev.tributary.loaders.hive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.table.Table;
import dev.tributary.catalog.table.View;
import dev.tributary.catalog.verb.Outcome;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class SinkPublicationTest {

  private static final String BASE = "hdfs://nn:8020/user/hdfs/alerts";

  private final KeptTable hive = new KeptTable();

  @Test
  void eachPlaceBecomesAPartition() {
    Outcome outcome = of("FR/Paris", "US/New-York").bringUpToDate(hive, false, "lake");

    assertThat(hive.partitions)
        .isEqualTo(
            Map.of(
                PartitionKey.of("FR", "Paris"), BASE + "/FR/Paris",
                PartitionKey.of("US", "New-York"), BASE + "/US/New-York"));
    assertThat(outcome.message())
        .isEqualTo("published weather_alerts (2 of 2 places) in Hive database lake");
  }

  @Test
  void onlyNewPlacesAreAddedLater() {
    of("FR/Paris").bringUpToDate(hive, false, "lake");
    hive.partitions.put(PartitionKey.of("FR", "Paris"), "/elsewhere");

    assertThat(of("FR/Paris").bringUpToDate(hive, false, "lake").message())
        .isEqualTo("nothing to publish: lake.weather_alerts has the 1 places of " + BASE);
    assertThat(of("FR/Paris", "FR/Lyon").bringUpToDate(hive, false, "lake").facts())
        .containsEntry("partitions", 1)
        .containsEntry("places", 2);
    assertThat(hive.partitions)
        .containsEntry(PartitionKey.of("FR", "Paris"), "/elsewhere")
        .containsEntry(PartitionKey.of("FR", "Lyon"), BASE + "/FR/Lyon");
  }

  @Test
  void againPutsBackWhatLiesElsewhere() {
    of("FR/Paris", "FR/Lyon").bringUpToDate(hive, false, "lake");
    hive.partitions.put(PartitionKey.of("FR", "Paris"), "/elsewhere");

    assertThat(of("FR/Paris", "FR/Lyon").bringUpToDate(hive, true, "lake").facts())
        .containsEntry("partitions", 1);
    assertThat(hive.partitions).containsEntry(PartitionKey.of("FR", "Paris"), BASE + "/FR/Paris");
    assertThat(of("FR/Paris", "FR/Lyon").bringUpToDate(hive, true, "lake").message())
        .startsWith("nothing to publish");
  }

  /** One such partition would fail every query of the table. */
  @Test
  void aDirectoryThatHiveDoesNotFindIsLeftOutAndTold() {
    Outcome outcome = of("FR/Paris", "UNKNOWN/_~01").bringUpToDate(hive, false, "lake");

    assertThat(hive.partitions).containsOnlyKeys(PartitionKey.of("FR", "Paris"));
    assertThat(outcome.message())
        .endsWith(
            "; left out are 1 places in directories that Hive does not find, such as UNKNOWN/_~01");
  }

  @Test
  void twoSinksDoNotShareATable() {
    hive.location = "hdfs://nn:8020/user/hdfs/other";

    assertThatThrownBy(() -> of("FR/Paris").bringUpToDate(hive, false, "lake"))
        .isInstanceOf(TributaryException.class)
        .hasMessageContaining(
            "lake.weather_alerts shows hdfs://nn:8020/user/hdfs/other, not " + BASE)
        .hasMessageContaining("--table");
    assertThat(hive.partitions).isEmpty();
  }

  private static SinkPublication of(String... directories) {
    return new SinkPublication(
        SinkTable.named("weather_alerts"),
        BASE,
        Arrays.stream(directories).map(SinkDirectory::new).toList());
  }

  /** Hive with one table, in memory. */
  private static final class KeptTable implements HiveTables {

    private final Map<PartitionKey, String> partitions = new TreeMap<>();
    private String location;

    @Override
    public String ensure(Table table, String wanted) {
      location = location == null ? wanted : location;
      return location;
    }

    @Override
    public void pointPartitions(Table table, Map<PartitionKey, String> locations) {
      partitions.putAll(locations);
    }

    @Override
    public void addPartitions(Table table, Map<PartitionKey, String> locations) {
      locations.forEach(partitions::putIfAbsent);
    }

    @Override
    public Set<PartitionKey> partitions(Table table) {
      return partitions.keySet();
    }

    @Override
    public Map<PartitionKey, String> partitionLocations(Table table) {
      return partitions;
    }

    @Override
    public Set<String> locations(Table table) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void point(Table table, String to) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void dropPartitions(Table table, Collection<PartitionKey> keys) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean ensure(View view) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }
}
