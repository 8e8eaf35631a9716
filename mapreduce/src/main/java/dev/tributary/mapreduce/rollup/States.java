package dev.tributary.mapreduce.rollup;

import java.util.List;
import java.util.stream.Stream;

/**
 * Which records are states of one thing, of which the latest counts.
 *
 * @param identity the members that must be alike; a record that lacks one stands for itself. None
 *     if every record does
 * @param optional members that must be alike as well, where to lack one is a value like others
 * @param recency the text member by which of two states the later is known; empty for none
 */
record States(List<String> identity, List<String> optional, String recency) {

  static final States NONE = new States(List.of(), List.of(), "");

  States {
    identity = List.copyOf(identity);
    optional = List.copyOf(optional);
  }

  /** Whether every record stands for itself. */
  boolean none() {
    return identity.isEmpty();
  }

  /** All members of the identity, for people. */
  String words() {
    return String.join(", ", Stream.concat(identity.stream(), optional.stream()).toList());
  }
}
