package dev.tributary.loaders.hive;

import java.util.Set;

/**
 * What Hive keeps about the data of a table or partition. With {@code
 * hive.compute.query.using.stats} it answers counts from them without reading, so none may outlive
 * the data they were taken from.
 */
final class Statistics {

  /** Tells the metastore not to scan directories, in a call or as a property of a table. */
  static final String DO_NOT_UPDATE = "DO_NOT_UPDATE_STATS";

  /** The parameter by which Hive trusts the others. */
  static final String ACCURATE = "COLUMN_STATS_ACCURATE";

  static final Set<String> PARAMETERS =
      Set.of(ACCURATE, "numRows", "rawDataSize", "totalSize", "numFiles", "numFilesErasureCoded");

  private Statistics() {}
}
