package dev.tributary.mapreduce.rollup;

/**
 * How a table is kept by {@code dt}.
 *
 * @param field the group's text that begins with a row's {@code dt}; empty for a table kept whole
 * @param reach by how many days that may be another than the {@code dt} of the record
 */
record Partitions(String field, int reach) {

  static final Partitions NONE = new Partitions("", 0);

  boolean none() {
    return field.isEmpty();
  }
}
