package dev.tributary.loaders.hive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TimeZone;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hive.serde2.JsonSerDe;
import org.apache.hadoop.hive.serde2.objectinspector.ObjectInspectorUtils;
import org.apache.hadoop.hive.serde2.objectinspector.ObjectInspectorUtils.ObjectInspectorCopyOption;
import org.apache.hadoop.io.Text;
import org.junit.jupiter.api.Test;

/** Lines of a sink in the hands of Hive's own SerDe, set up as the form says. */
final class SinkTableTest {

  private static final Table TABLE = SinkTable.named("weather_alerts");

  private static final String LINE =
      """
      {"topic":"geo_weather_stream","topic_id":"6f1c","kafka_partition":0,"kafka_offset":5,\
      "sent_at":"2026-01-12T14:56:20.001Z","country":"FR","city":"Paris",\
      "event_time":"2026-01-12T14:56:19.696678Z","temperature":11.8,"windspeed":5.2,\
      "weather_code":3,"wind_alert_level":0,"heat_alert_level":1,"latitude":48.85341,\
      "longitude":2.3488,"value":{"city":"Paris","of":[1,{"a":"ü\\n"}]},"more":{"x":[1]}}""";

  @Test
  void hiveReadsAMessageByItsColumns() throws Exception {
    Map<String, Object> row = read(LINE);

    assertThat(row)
        .containsEntry("topic", "geo_weather_stream")
        .containsEntry("kafka_partition", 0)
        .containsEntry("kafka_offset", 5L)
        .containsEntry("country", "FR")
        .containsEntry("city", "Paris")
        .containsEntry("temperature", 11.8)
        .containsEntry("weather_code", 3)
        .containsEntry("heat_alert_level", 1)
        .containsEntry("longitude", 2.3488)
        .containsEntry("value", "{\"city\":\"Paris\",\"of\":[1,{\"a\":\"ü\\n\"}]}")
        .containsEntry("reason", null)
        .containsEntry("raw", null);
  }

  @Test
  void timesAreUtcWhateverTheZone() throws Exception {
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
    try {
      Map<String, Object> row = read(LINE);
      assertThat(row.get("event_time")).hasToString("2026-01-12 14:56:19.696");
      assertThat(row.get("sent_at")).hasToString("2026-01-12 14:56:20.001");
      assertThat(read("{\"event_time\":\"2026-07-12T14:56:19Z\"}").get("event_time"))
          .hasToString("2026-07-12 14:56:19");
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void whatIsNoMessageKeepsItsBytesAndItsReason() throws Exception {
    Map<String, Object> row =
        read(
            "{\"topic\":\"t\",\"kafka_offset\":3,\"reason\":\"not JSON\",\"raw\":\"/wBoZWxsbw==\"}");

    assertThat(row)
        .containsEntry("reason", "not JSON")
        .containsEntry("raw", "/wBoZWxsbw==")
        .containsEntry("value", null)
        .containsEntry("event_time", null);
  }

  /** A query that met a time which is none must not fail. */
  @Test
  void aTimeOfAnotherFormIsNull() throws Exception {
    assertThat(read("{\"event_time\":\"yesterday\"}")).containsEntry("event_time", null);
  }

  private static Map<String, Object> read(String line) throws Exception {
    StorageForm form = StorageForm.of(TABLE);
    assertThat(form.serde()).isEqualTo(JsonSerDe.class.getName());
    List<String> names = TABLE.columns().stream().map(Column::name).toList();
    Properties properties = new Properties();
    properties.putAll(form.serdeProperties());
    properties.setProperty("columns", String.join(",", names));
    properties.setProperty(
        "columns.types",
        TABLE.columns().stream().map(each -> each.type().hive()).collect(Collectors.joining(",")));
    JsonSerDe serde = new JsonSerDe();
    serde.initialize(new Configuration(), properties, null);
    List<?> row =
        (List<?>)
            ObjectInspectorUtils.copyToStandardObject(
                serde.deserialize(new Text(line)),
                serde.getObjectInspector(),
                ObjectInspectorCopyOption.JAVA);
    Map<String, Object> values = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      values.put(names.get(i), row.get(i));
    }
    return values;
  }
}
