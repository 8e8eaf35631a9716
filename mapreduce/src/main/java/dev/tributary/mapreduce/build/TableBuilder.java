package dev.tributary.mapreduce.build;

import dev.tributary.catalog.verb.Verb;
import java.util.List;

/** A verb that builds tables of a dataset. */
public interface TableBuilder extends Verb {

  /** The dataset's name. */
  String dataset();

  /** Its tables, in the order in which they are built. */
  List<BuiltTable> tables();
}
