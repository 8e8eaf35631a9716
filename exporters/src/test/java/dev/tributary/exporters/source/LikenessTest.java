package dev.tributary.exporters.source;

import static dev.tributary.exporters.source.Sources.WATER;
import static dev.tributary.exporters.source.Sources.messages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tributary.catalog.dataset.Catalog;
import dev.tributary.catalog.dataset.Dataset;
import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.dataset.Field;
import dev.tributary.catalog.run.TributaryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are sent as what they are not. */
final class LikenessTest {

  private static final Feed SITES = WATER.reference("sites");
  private static final Feed METHODS = WATER.reference("methods");

  @TempDir private Path directory;

  @Test
  void samplesAreNoSites() throws IOException {
    assertThat(refusal(columns(WATER.feed()), SITES, List.of(WATER)))
        .isEqualTo(
            "file 'rows.csv' has the columns of water (30, and 2 of water.sites);"
                + " pass --dataset water without --reference; nothing was sent");
  }

  @Test
  void sitesAreNoSamples() throws IOException {
    assertThat(refusal(columns(SITES), WATER.feed(), List.of(WATER)))
        .isEqualTo(
            "file 'rows.csv' has the columns of water.sites (31, and 2 of water);"
                + " pass --dataset water --reference sites; nothing was sent");
  }

  @Test
  void methodsAreNoSites() throws IOException {
    assertThat(refusal(columns(METHODS), SITES, List.of(WATER)))
        .isEqualTo(
            "file 'rows.csv' has the columns of water.methods (6, and 1 of water.sites);"
                + " pass --dataset water --reference methods; nothing was sent");
  }

  @Test
  void samplesThatLackARequiredColumnAreStillNoSites() throws IOException {
    assertThat(refusal("SITE_ID;PROGRAM_ID;PH_LAB", SITES, List.of(WATER)))
        .startsWith("file 'rows.csv' has the columns of water (3, and 2 of water.sites);");
  }

  @Test
  void asManyColumnsAreNotMore() throws IOException {
    Path file = write("SITE_ID;PROGRAM_ID");
    assertThat(messages(file, SITES)).hasSize(1);
    Dataset copy =
        new Dataset(
            "copy", WATER.feed(), WATER.references(), Map.of(), Optional.empty(), List.of());
    write(columns(WATER.feed()));
    assertThat(Sources.source(file).examine(WATER.feed(), List.of(copy, WATER))).isNotNull();
  }

  @Test
  void twoThatAreLikelyAreBothNamed() throws IOException {
    List<Dataset> catalog =
        List.of(WATER, birds("RING", "SEEN", "MASS"), birds("RING", "SEEN", "SEX"));
    assertThat(refusal("RING;SEEN;PROGRAM_ID", METHODS, catalog))
        .isEqualTo(
            "file 'rows.csv' has the columns of birds-MASS or birds-SEX (2, and 1 of water.methods);"
                + " pass --dataset birds-MASS without --reference or --dataset birds-SEX without"
                + " --reference; nothing was sent");
  }

  @Test
  void aFileWithEveryColumnOfItsFeedMayHaveAnyOthers() throws IOException {
    Dataset birds = birds("RING", "SEEN", "MASS");
    Path file = write("RING;SEEN;MASS;PROGRAM_ID;PH_LAB;SAMPLE_DEPTH;WTEMP_DEG_C");
    assertThat(Sources.source(file).examine(birds.feed(), List.of(WATER, birds))).isNotNull();
  }

  @Test
  void aSmallFeedDoesNotTakeALargerOnesFile() throws IOException {
    Dataset programs = birds("PROGRAM_ID", "SITE_ID");
    assertThat(refusal(columns(WATER.feed()), programs.feed(), List.of(WATER, programs)))
        .startsWith("file 'rows.csv' has the columns of water (30, and 2 of birds-SITE_ID);");
  }

  private String refusal(String header, Feed feed, List<Dataset> catalog) throws IOException {
    Path file = write(header);
    return catchThrowableOfType(
            TributaryException.class, () -> Sources.source(file).examine(feed, catalog))
        .getMessage();
  }

  private Path write(String header) throws IOException {
    String row = header.replaceAll("DATE_SMP|UPDATE_DATE", "03/03/2003 00:00:00");
    return Files.writeString(
        directory.resolve("rows.csv"),
        header + "\n" + row.replaceAll("[A-Z][A-Z0-9_]+", "1") + "\n");
  }

  private static String columns(Feed feed) {
    return feed.schema().fields().stream().map(Field::name).collect(Collectors.joining(";"));
  }

  /** A dataset of text columns, named by the last; the first is required. */
  private Dataset birds(String... columns) throws IOException {
    String last = columns[columns.length - 1];
    Path catalog = Files.createDirectories(directory.resolve("catalog-" + last));
    String properties =
        List.of(columns).stream()
            .map("\"%s\": {\"type\": [\"string\", \"null\"]}"::formatted)
            .collect(Collectors.joining(","));
    Files.writeString(
        catalog.resolve("birds.schema.json"),
        "{\"title\": \"Birds\", \"type\": \"object\", \"required\": [\"%s\"], \"properties\": {%s}}"
            .formatted(columns[0], properties));
    Files.writeString(
        catalog.resolve("birds.yaml"),
        """
        name: birds-%s
        topics:
          bird-rings: {partitions: 2, key: [%s]}
        schema: birds.schema.json
        identity: [%s]
        landing: {table: birds}
        hdfs: {path: /user/hdfs/birds, file: birds}
        """
            .formatted(last, columns[0], columns[0]));
    return Catalog.load(Optional.of(catalog.toString())).dataset("birds-" + last);
  }
}
