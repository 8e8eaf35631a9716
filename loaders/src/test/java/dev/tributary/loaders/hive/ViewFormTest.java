package dev.tributary.loaders.hive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.catalog.table.Column;
import dev.tributary.catalog.table.ColumnType.Scalar;
import dev.tributary.catalog.table.View;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ViewFormTest {

  /** A map cannot be cast. */
  @Test
  void aColumnIsOfItsDeclaredTypeAndTheTableOfItsDatabase() {
    assertThat(Views.form(Views.leaded(Views.NAME, Views.COUNTS)).select())
        .isEqualTo(
            "SELECT CAST(upper(name) AS string) AS `name`, `counts` AS `counts`"
                + " FROM `lake`.`buoys` WHERE lead > 0");
    View all = new View("all_buoys", "buoys", "", Optional.empty(), List.of(Views.NAME));
    assertThat(Views.form(all).select()).endsWith(" FROM `lake`.`buoys`");
  }

  @Test
  void theMarkSaysWhetherAnythingOfTheDeclarationChanged() {
    View view = Views.leaded(Views.NAME);
    List<View> changed =
        List.of(
            new View("leaded", "floats", view.comment(), view.where(), view.columns()),
            new View("leaded", "buoys", "Other buoys", view.where(), view.columns()),
            new View("leaded", "buoys", view.comment(), Optional.empty(), view.columns()),
            Views.leaded(new View.Computed(Tables.NAME, "lower(name)")),
            Views.leaded(
                new View.Computed(new Column("name", Scalar.STRING, "a name"), "upper(name)")),
            Views.leaded(Views.NAME, Views.COUNTS));
    String mark = Views.form(view).mark();

    assertThat(Views.form(Views.leaded(Views.NAME)).mark()).isEqualTo(mark);
    assertThat(changed).extracting(each -> Views.form(each).mark()).doesNotContain(mark);
    assertThat(Views.form(view).properties())
        .containsEntry("tributary.view", mark)
        .containsEntry("comment", "Buoys with µ");
  }

  @Test
  void aStatementSaysAllThatTheMetastoreIsTold() {
    ViewForm form = Views.form(Views.leaded(Views.NAME));

    assertThat(new ViewDdl(form).create())
        .isEqualTo(
            "CREATE VIEW `lake`.`leaded` (`name` COMMENT 'the buoy\\'s name')"
                + " COMMENT 'Buoys with µ'"
                + " TBLPROPERTIES ('comment'='Buoys with µ', 'tributary.view'='"
                + form.mark()
                + "') AS SELECT CAST(upper(name) AS string) AS `name`"
                + " FROM `lake`.`buoys` WHERE lead > 0");
    assertThat(new ViewDdl(form).replace()).startsWith("CREATE OR REPLACE VIEW `lake`.`leaded` (");
  }
}
