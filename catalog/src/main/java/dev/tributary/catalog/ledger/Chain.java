package dev.tributary.catalog.ledger;

import dev.tributary.catalog.record.Coordinates;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The messages of one thing that count, in the order in which they first came. One that says what
 * the one before it said is a duplicate; the others are rows, and the last row is the latest.
 */
final class Chain {

  private final List<Link> links = new ArrayList<>();
  private final Set<Integer> taken = new HashSet<>();
  private final List<Link> dropped = new ArrayList<>();
  private Optional<Link> latest = Optional.empty();

  /** A message that counts already. */
  void hold(Link link) {
    links.add(link);
    if (link.isRow() && latest.filter(row -> row.revision() > link.revision()).isEmpty()) {
      latest = Optional.of(link);
    }
  }

  /** A revision's number that a row has which does not count. */
  void take(int revision) {
    taken.add(revision);
  }

  /** The messages of that batch count no longer; its rows keep their numbers. */
  void drop(long batch) {
    links.stream().filter(link -> link.batch() == batch && link.isRow()).forEach(dropped::add);
    dropped.forEach(link -> taken.add(link.revision()));
    links.removeIf(link -> link.batch() == batch);
  }

  /** A message counts from now on. */
  void add(Link link) {
    links.add(link);
  }

  /** What each message is. */
  List<Settled> settle() {
    Collections.sort(links);
    List<Settled> settled = new ArrayList<>();
    Link head = null;
    int revision = 0;
    for (Link link : links) {
      if (head != null && head.content().equals(link.content())) {
        settled.add(new Settled(link, 0, head.at()));
      } else {
        // A row keeps its number unless one before it needs it.
        revision = Math.max(revision + 1, link.revision());
        while (taken.contains(revision)) {
          revision++;
        }
        head = link;
        settled.add(new Settled(link, revision, null));
      }
    }
    return settled;
  }

  /** The rows that left their files, or came into some, for reasons that no new batch shows. */
  List<Link> moved(List<Settled> settled) {
    List<Link> moved = new ArrayList<>(dropped);
    Link last = null;
    for (Settled each : settled) {
      if (each.isRow()) {
        last = each.link();
      } else if (each.link().isRow()) {
        moved.add(each.link());
      }
    }
    boolean same = latest.isPresent() && last != null && latest.get().at().equals(last.at());
    if (!same) {
      latest.ifPresent(moved::add);
      if (last != null) {
        moved.add(last);
      }
    }
    return moved;
  }

  /**
   * A message.
   *
   * @param place the batch in which it first came
   * @param content a hash of what it says
   * @param batch the batch that it is in
   * @param dt the partition of its row, or of the row that it repeats
   * @param revision the number of its row; 0 if it is none
   * @param of the row that it repeats; null if it is a row, or new
   */
  record Link(
      Coordinates at, long place, UUID content, long batch, String dt, int revision, Coordinates of)
      implements Comparable<Link> {

    private static final Comparator<Link> ORDER =
        Comparator.comparingLong(Link::place).thenComparing(Link::at);

    boolean isRow() {
      return revision > 0;
    }

    @Override
    public int compareTo(Link other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * What a message is to be.
   *
   * @param revision its number if it is a row, else 0
   * @param of the row that it repeats; null if it is one
   */
  record Settled(Link link, int revision, Coordinates of) {

    boolean isRow() {
      return revision > 0;
    }
  }
}
