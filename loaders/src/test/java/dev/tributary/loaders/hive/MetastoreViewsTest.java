package dev.tributary.loaders.hive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.hadoop.hive.metastore.api.FieldSchema;
import org.apache.hadoop.hive.metastore.api.Table;
import org.junit.jupiter.api.Test;

/** What HiveServer2 4.0.1 stores for a view that it makes, but for the quoting of its text. */
final class MetastoreViewsTest {

  private final ViewForm form = Views.form(Views.leaded(Views.NAME, Views.COUNTS));

  @Test
  void aViewIsItsQueryAndItsColumns() {
    Table view = MetastoreViews.created(form);

    assertThat(view.getTableType()).isEqualTo("VIRTUAL_VIEW");
    assertThat(view.getViewOriginalText()).isEqualTo(form.select());
    assertThat(view.getViewExpandedText()).isEqualTo(form.select());
    assertThat(view.getSd().getLocation()).isNull();
    assertThat(view.getSd().getSerdeInfo().getSerializationLib()).isNull();
    assertThat(view.getSd().getCols())
        .containsExactly(
            new FieldSchema("name", "string", "the buoy's name"),
            new FieldSchema("counts", "map<string,bigint>", ""));
  }

  @Test
  void aReplacedViewKeepsItsOwnerAndWhatOthersSaidOfIt() {
    Table present = MetastoreViews.created(Views.form(Views.leaded(Views.NAME)));
    present.setOwner("ann");
    present.putToParameters("owner.team", "lake");

    Table replaced = MetastoreViews.written(form, present);

    assertThat(replaced.getOwner()).isEqualTo("ann");
    assertThat(replaced.getViewExpandedText()).isEqualTo(form.select());
    assertThat(replaced.getSd().getColsSize()).isEqualTo(2);
    assertThat(replaced.getParameters())
        .isEqualTo(
            Map.of("owner.team", "lake", "comment", "Buoys with µ", "tributary.view", form.mark()));
  }
}
