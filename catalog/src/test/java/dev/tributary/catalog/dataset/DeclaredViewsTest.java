package dev.tributary.catalog.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.ColumnType.Scalar;
import dev.tributary.catalog.table.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeclaredViewsTest {

  private static final String VIEWS =
      """
      views:
        heavy_birds:
          of: bird_weights
          comment: "Birds above 1 kg"
          where: "kg > 1"
          columns:
            - {name: ring, type: string, comment: "ring, as written"}
            - {name: grams, type: bigint, comment: "mass, g", as: "kg * 1000"}
      """;

  @TempDir private Path directory;

  @Test
  void aViewIsOfATableThatAJobMayMake() throws IOException {
    assertThat(views(VIEWS))
        .containsExactly(
            new View(
                "heavy_birds",
                "bird_weights",
                "Birds above 1 kg",
                Optional.of("kg > 1"),
                List.of(
                    new View.Computed(
                        new Column("ring", Scalar.STRING, "ring, as written"), "`ring`"),
                    new View.Computed(
                        new Column("grams", Scalar.BIGINT, "mass, g"), "kg * 1000"))));
  }

  @Test
  void conditionAndCommentsMayBeLeftOut() throws IOException {
    View view =
        views("views: {all_birds: {of: bird_data, columns: [{name: dt, type: string}]}}").get(0);
    assertThat(view.where()).isEmpty();
    assertThat(view.comment()).isEmpty();
    assertThat(view.columns().get(0).column().comment()).isEmpty();
  }

  @Test
  void aFaultIsNamedWithItsViewAndColumn() {
    refused("of: bird_weights", "of: ''", "of is missing");
    refused(
        "of: bird_weights",
        "of: lake.birds",
        "the table 'lake.birds' is not lower-case letters, digits and '_'");
    refused(
        "of: bird_weights", "of: heavy_birds", "it is of the view 'heavy_birds', not of a table");
    refused("\"kg > 1\"", "''", "where: '' is empty");
    refused("name: grams,", "", "name of a column is missing");
    refused("name: grams", "name: ring", "it has two columns 'ring'");
    refused(
        "name: grams",
        "name: Grams",
        "column 'Grams': column name 'Grams' is not lower-case letters, digits and '_'");
    refused("type: bigint,", "", "column 'grams': type is missing");
    refused("type: bigint", "type: number", "column 'grams': column type 'number' is not known");
    refused("type: bigint", "type: struct<a>", "column 'grams': part 'a' of a struct has no type");
    refused("\"kg * 1000\"", "''", "column 'grams': as: '' is empty");
    refused(
        "\"kg * 1000\"", "(kg * 1000", "column 'grams': as: '(kg * 1000' leaves a bracket open");
  }

  @Test
  void aViewHasANameOfItsOwn() {
    assertThatThrownBy(() -> views(VIEWS.replace("heavy_birds", "bird_data")))
        .hasMessageEndingWith("view 'bird_data': hive.table has that name");
    assertThatThrownBy(() -> views(VIEWS.replace("heavy_birds", "Heavy")))
        .hasMessageEndingWith("the name 'Heavy' is not lower-case letters, digits and '_'");
    assertThatThrownBy(() -> views(VIEWS + VIEWS.substring(VIEWS.indexOf('\n') + 1)))
        .hasMessageContaining("Duplicate field 'heavy_birds'");
  }

  @Test
  void aViewWithoutColumnsIsRefused() {
    assertThatThrownBy(() -> views("views: {heavy_birds: {of: bird_data}}"))
        .hasMessageEndingWith("view 'heavy_birds': it has no columns");
    assertThatThrownBy(() -> views("views: {heavy_birds: }"))
        .hasMessageEndingWith("view 'heavy_birds': it is empty");
  }

  /** They have no table in Hive to be of. */
  @Test
  void referencesHaveNoViews() {
    String reference = CatalogTest.BIRDS.substring(CatalogTest.BIRDS.indexOf("topics")) + VIEWS;
    assertThatThrownBy(() -> views("references:\n  sites:\n" + reference.indent(4)))
        .hasMessageEndingWith("birds.sites: views stand with the dataset's own parts");
  }

  private void refused(String part, String instead, String fault) {
    assertThat(VIEWS).contains(part);
    assertThatThrownBy(() -> views(VIEWS.replace(part, instead)))
        .isInstanceOf(TributaryException.class)
        .hasMessage("dataset file 'birds.yaml': birds: view 'heavy_birds': " + fault);
  }

  private List<View> views(String yaml) throws IOException {
    Files.writeString(directory.resolve("birds.yaml"), CatalogTest.BIRDS + yaml);
    Files.writeString(directory.resolve("birds.schema.json"), CatalogTest.SCHEMA);
    return Catalog.load(Optional.of(directory.toString())).dataset("birds").views();
  }
}
