package dev.tributary.catalog.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CatalogTest {

  static final String SCHEMA =
      """
      {"title": "Birds", "type": "object", "required": ["RING"],
       "properties": {"RING": {"type": "string"}, "SEEN": {"type": "string", "format": "local-date-time"},
                      "MASS": {"type": ["number", "null"], "description": "body mass", "unit": "g"}}}""";

  static final String BIRDS =
      """
      name: birds
      topics:
        bird-rings: {partitions: 2, key: [RING]}
      schema: birds.schema.json
      identity: [RING]
      event_time: {field: SEEN}
      partition: {dt: day}
      landing: {table: birds}
      hdfs: {path: /user/hdfs/birds, file: birds}
      hive: {table: bird_data}
      """;

  @TempDir private Path directory;

  /** What is behind a dot is a reference's. */
  @Test
  void aNameHasNoDot() throws IOException {
    write(BIRDS.replace("name: birds", "name: birds.sea"));
    assertThatThrownBy(() -> Catalog.load(Optional.of(directory.toString())))
        .hasMessage(
            "dataset file 'birds.yaml': the name 'birds.sea' cannot be used: it is a word without a dot");
  }

  @Test
  void aPartitionSaysWhenItIsWhole() throws IOException {
    String closes = "{dt: day, closes: {after: 90m, idle: 1d}}";
    write(BIRDS.replace("{dt: day}", closes));
    Feed birds = Catalog.load(Optional.of(directory.toString())).dataset("birds").feed();
    assertThat(birds.closing()).contains(new Closing(Duration.ofMinutes(90), Duration.ofDays(1)));
    assertThat(birds.end("2025-12-31").toLocalDateTime())
        .isEqualTo(LocalDateTime.parse("2026-01-01T00:00"));
    assertRefused(closes.replace("90m", "soon"), "partition.closes.after 'soon' is not a time");
    assertRefused(closes.replace("1d", "0"), "partition.closes.idle '0' would wait for no");
    assertRefused(closes.replace(", idle: 1d", ""), "partition.closes.after or .idle is missing");
  }

  private void assertRefused(String partition, String why) throws IOException {
    write(BIRDS.replace("{dt: day}", partition));
    assertThatThrownBy(() -> Catalog.load(Optional.of(directory.toString())))
        .hasMessageContaining(why);
  }

  @Test
  void aYearOfAnEraIsRefused() {
    assertThatThrownBy(() -> new Declaration.Source("dd/MM/yyyy"))
        .hasMessage("source.dates 'dd/MM/yyyy': write the year as uuuu; yyyy is one of an era");
    assertThat(new Declaration.Source("uuuu 'year' MM").dates()).startsWith("uuuu");
  }

  @Test
  void waterHasTheColumnsOfTheWorkbook() {
    Dataset water = Catalog.load(Optional.empty()).dataset("water");
    assertThat(water.feed().schema().fields()).hasSize(30);
    // SAMPLE_DEPTH and the 22 columns from ANC_UEQ_L on.
    assertThat(water.feed().schema().numbers())
        .hasSize(23)
        .startsWith("SAMPLE_DEPTH", "ANC_UEQ_L")
        .endsWith("WTEMP_DEG_C");
    assertThat(water.reference("sites").schema().fields()).hasSize(31);
    assertThat(water.reference("methods").schema().fields()).hasSize(6);
    assertThat(water.feed().topic().partitions()).isEqualTo(3);
    assertThat(water.feed().dt(Optional.of(LocalDateTime.of(2003, 3, 30, 2, 0))))
        .isEqualTo("2003-01-01");
  }

  @Test
  void unitsReachTheColumnComments() {
    Dataset water = Catalog.load(Optional.empty()).dataset("water");
    assertThat(water.feed().schema().field("ANC_UEQ_L").orElseThrow().column().comment())
        .isEqualTo("acid neutralizing capacity, µeq/L");
  }

  @Test
  void aDatasetOfTheUsersIsReadFromItsDirectory() throws IOException {
    write(BIRDS);
    Feed birds = Catalog.load(Optional.of(directory.toString())).dataset("birds").feed();
    assertThat(birds.topic()).isEqualTo(new Topic("bird-rings", 2, List.of("RING")));
    assertThat(birds.dt(Optional.of(LocalDateTime.of(2003, 3, 30, 2, 0)))).isEqualTo("2003-03-30");
    assertThat(birds.directory("2003-03-30", 1)).isEqualTo("/user/hdfs/birds/dt=2003-03-30");
    assertThat(birds.directory("2003-03-30", 2)).isEqualTo("/user/hdfs/birds/v2/dt=2003-03-30");
    assertThat(birds.rawTable().orElseThrow().format()).isEqualTo(Table.Format.JSON);
  }

  @Test
  void daysMayBeThoseOfAZone() throws IOException {
    write(BIRDS.replace("{field: SEEN}", "{field: SEEN, zone: Asia/Tokyo}"));
    Feed birds = Catalog.load(Optional.of(directory.toString())).dataset("birds").feed();
    assertThat(birds.eventTime())
        .contains(new EventTime("SEEN", Optional.of(ZoneId.of("Asia/Tokyo"))));
    write(BIRDS.replace("{field: SEEN}", "{field: SEEN, zone: Tokio}"));
    assertThatThrownBy(() -> Catalog.load(Optional.of(directory.toString())))
        .hasMessage(
            "dataset file 'birds.yaml': event_time.zone 'Tokio' is no zone such as Europe/Paris");
  }

  @Test
  void aLandingTableHasColumnsOfFieldsOrTheRecord() throws IOException {
    write(BIRDS.replace("{table: birds}", "{table: birds, columns: record}"));
    assertThat(
            Catalog.load(Optional.of(directory.toString()))
                .dataset("birds")
                .feed()
                .landing()
                .columns())
        .isEqualTo(LandingNames.Columns.RECORD);
    write(BIRDS.replace("{table: birds}", "{table: birds, columns: some}"));
    assertThatThrownBy(() -> Catalog.load(Optional.of(directory.toString())))
        .hasMessage("dataset file 'birds.yaml': landing.columns 'some' is none of fields, record");
  }

  @Test
  void aFaultNamesFileAndPart() throws IOException {
    write(BIRDS.replace("identity: [RING]", "identity: [RINGS]"));
    assertThatThrownBy(() -> Catalog.load(Optional.of(directory.toString())))
        .isInstanceOf(TributaryException.class)
        .hasMessage("dataset file 'birds.yaml': birds: field 'RINGS' is not in the schema");
    write(BIRDS.replace("landing: {table: birds}\n", ""));
    assertThatThrownBy(() -> Catalog.load(Optional.of(directory.toString())))
        .hasMessageContaining("birds.yaml")
        .hasMessageContaining("landing.table is missing");
    write(BIRDS + "colour: red\n");
    assertThatThrownBy(() -> Catalog.load(Optional.of(directory.toString())))
        .hasMessageContaining("\"colour\"");
  }

  @Test
  void aWarehouseIsASchemaThatIsNobodyElses() throws IOException {
    assertThat(Catalog.load(Optional.empty()).dataset("water").warehouse()).hasValue("water_dw");
    write(BIRDS);
    assertThat(Catalog.load(Optional.of(directory.toString())).dataset("birds").warehouse())
        .isEmpty();
    for (String taken :
        List.of("tributary", "public", "pg_birds", "Birds", "a.b", "x".repeat(64))) {
      write(BIRDS + "warehouse: {schema: " + taken + "}\n");
      assertThatThrownBy(() -> Catalog.load(Optional.of(directory.toString())))
          .hasMessageContaining("birds.yaml")
          .hasMessageContaining("warehouse.schema '" + taken + "' cannot be used");
    }
  }

  @Test
  void weaponsAreLandedByTypeUnderNamesOfTheSchema() {
    LandingNames landing = Catalog.load(Optional.empty()).dataset("weapons").feed().landing();
    LandingNames.Division division = landing.division().orElseThrow();
    assertThat(division.values()).hasSize(14).contains("long_sword", "heavy_bowgun");
    assertThat(division.history("long_sword")).isEqualTo("long_sword_history");
    assertThat(landing.current()).isEqualTo("postgresdb");
  }

  @Test
  void aTableIsDividedByARequiredFieldWithAnEnumOfNames() throws IOException {
    String divided = BIRDS.replace("{table: birds}", "{table: birds, by: RING}");
    write(divided);
    assertThatThrownBy(() -> Catalog.load(Optional.of(directory.toString())))
        .hasMessage(
            "dataset file 'birds.yaml': birds: landing.by 'RING' is not a required field with an enum of texts");
    for (String values :
        List.of("\"Blue Ring\"", "\"a; DROP TABLE x\"", "\"birds\"", "\"a\", \"a_history\"")) {
      write(divided, SCHEMA.replace("{\"type\": \"string\"}", ring(values)));
      assertThatThrownBy(() -> Catalog.load(Optional.of(directory.toString())))
          .hasMessageContaining("cannot be the name of a table or view of its own");
    }
    write(divided, SCHEMA.replace("{\"type\": \"string\"}", ring("\"blue\", \"red\"")));
    LandingNames landing =
        Catalog.load(Optional.of(directory.toString())).dataset("birds").feed().landing();
    assertThat(landing.current()).isEqualTo("birds_current");
    assertThat(landing.division().orElseThrow().values()).containsExactly("blue", "red");
  }

  @Test
  void nestedValuesAreColumnsOfTheirOwnTypes() throws IOException {
    String nested =
        """
        "PARTS": {"type": ["object", "null"], "additionalProperties": {"type": "integer"}},
        "EGGS": {"type": "array", "items": {"type": "object", "properties": {"Colour": {"type": "string"}}}},
        "MASS\"""";
    write(BIRDS, SCHEMA.replace("\"MASS\"", nested));
    RecordSchema schema =
        Catalog.load(Optional.of(directory.toString())).dataset("birds").feed().schema();
    assertThat(schema.field("PARTS").orElseThrow().column().type().hive())
        .isEqualTo("map<string,bigint>");
    assertThat(schema.field("EGGS").orElseThrow().column().type().hive())
        .isEqualTo("array<struct<colour:string>>");
    assertThat(schema.field("EGGS").orElseThrow().column().type().postgres()).isEqualTo("jsonb");
  }

  @Test
  void anUnknownDatasetNamesThoseThereAre() {
    assertThatThrownBy(() -> Catalog.load(Optional.empty()).dataset("wine"))
        .isInstanceOf(UsageException.class)
        .hasMessage("no dataset is named 'wine'; there are: water, weapons, weather");
  }

  private static String ring(String values) {
    return "{\"type\": \"string\", \"enum\": [" + values + "]}";
  }

  private void write(String yaml) throws IOException {
    write(yaml, SCHEMA);
  }

  private void write(String yaml, String schema) throws IOException {
    Files.writeString(directory.resolve("birds.yaml"), yaml);
    Files.writeString(directory.resolve("birds.schema.json"), schema);
  }
}
