package dev.tributary.exporters.produce;

import java.util.function.Consumer;

/** Cities that are asked about, once or again and again. */
interface Lookout {

  /** How many cities. */
  int cities();

  /** A cycle: hands out what there is of each city as soon as it is there. */
  void look(Consumer<Sighting> taker) throws InterruptedException;
}
