package dev.tributary.loaders.hive;

import java.util.Locale;
import org.apache.hadoop.hive.metastore.TableType;

/**
 * What has the name of a view in Hive, by whichever door it was asked.
 *
 * @param type Hive's word, as of a {@link KnownTable}
 * @param mark the value of {@link ViewForm#MARK}; empty if there is none
 * @param text its query as it was written; empty if it has none
 */
record KnownView(String type, String mark, String text) {

  /** Throws if it is not ours to replace. */
  void refuseUnlessOurs(String where) {
    String what = type.toLowerCase(Locale.ROOT).replace('_', ' ');
    if (!type.equals(TableType.VIRTUAL_VIEW.name())) {
      throw refused(where + " is of type " + what + ", where a view is declared");
    }
    if (mark.isEmpty()) {
      throw refused(where + " is a view that Tributary did not make");
    }
  }

  private static HiveException refused(String fault) {
    return new HiveException(
        fault + "; rename it in Hive, or give the view another name in the dataset's file");
  }

  /** Whether it is as it should be, also where somebody replaced it and left the mark. */
  boolean is(ViewForm form) {
    return mark.equals(form.mark()) && unquoted(text).equals(unquoted(form.select()));
  }

  /** HiveServer2 keeps the text of a view that it makes without these. */
  private static String unquoted(String text) {
    return text.replace("`", "");
  }
}
