package dev.tributary.loaders.hive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class KnownViewTest {

  private final ViewForm form = Views.form(Views.leaded(Views.NAME));

  private static KnownView known(String mark, String text) {
    return new KnownView("VIRTUAL_VIEW", mark, text);
  }

  @Test
  void aViewThatHiveServerMadeIsTheOneThatTheMetastoreWasGiven() {
    String text = "SELECT CAST(upper(name) AS string) AS name FROM lake.buoys WHERE lead > 0";

    assertThat(known(form.mark(), text).is(form)).isTrue();
    assertThat(known(form.mark(), form.select()).is(form)).isTrue();
  }

  @Test
  void aViewOfAnEarlierDeclarationOrChangedInHiveIsAnother() {
    assertThat(known("0123456789abcdef", form.select()).is(form)).isFalse();
    assertThat(known(form.mark(), "SELECT name FROM lake.buoys").is(form)).isFalse();
  }

  @Test
  void onlyAViewOfOursIsReplaced() {
    KnownView table = new KnownView("EXTERNAL_TABLE", "", "");

    assertThatNoException().isThrownBy(() -> known("0", "").refuseUnlessOurs("lake.leaded"));
    assertThatThrownBy(() -> table.refuseUnlessOurs("lake.leaded"))
        .isInstanceOf(HiveException.class)
        .hasMessage(
            "lake.leaded is of type external table, where a view is declared; rename it in Hive,"
                + " or give the view another name in the dataset's file");
    assertThatThrownBy(() -> known("", form.select()).refuseUnlessOurs("lake.leaded"))
        .hasMessageStartingWith("lake.leaded is a view that Tributary did not make; rename it");
  }
}
