package dev.tributary.catalog.record;

/**
 * A record of a reference that says that a thing is no longer there: the members that identify it,
 * and {@link #MEMBER} set to true. It is landed as a revision, and neither current views nor
 * exports show the thing until a later revision brings it back.
 */
public final class Removal {

  /** The member that marks it; not a name that a source's column would have. */
  public static final String MEMBER = "$removed";

  private Removal() {}
}
