package dev.tributary.mapreduce.rollup;

import java.util.Locale;

/**
 * A member of the records, to group by or to measure. A record in which it is of another type is
 * left out.
 *
 * @param name as in the records; its columns have it in lower case
 * @param total whether there is a row for all its values together, where it is NULL
 * @param meaning what it holds, with its unit, as the columns' comments say it
 */
public record Field(String name, Kind kind, boolean total, String meaning) {

  /** A text. */
  public static Field text(String name) {
    return new Field(name, Kind.TEXT, false, name);
  }

  /**
   * A whole number within ±2<sup>53</sup>. To group by it is an INT, and within its range; its
   * least, greatest and sum are BIGINT.
   */
  public static Field integer(String name) {
    return new Field(name, Kind.INTEGER, false, name);
  }

  /** A number; its figures are DOUBLE. */
  public static Field number(String name) {
    return new Field(name, Kind.NUMBER, false, name);
  }

  /**
   * With a row for all values together as well, those of records that lack the member among them;
   * NULL stands for that. Only behind fields that stay: totals are taken from the right.
   */
  public Field withTotal() {
    return new Field(name, kind, true, meaning);
  }

  /** With words for the comments of its columns. */
  public Field meaning(String words) {
    return new Field(name, kind, total, words);
  }

  /** Whether it is the text of that name. */
  boolean isText(String member) {
    return kind == Kind.TEXT && name.equals(member);
  }

  /** The name as columns have it. */
  String column() {
    return name.toLowerCase(Locale.ROOT);
  }
}
