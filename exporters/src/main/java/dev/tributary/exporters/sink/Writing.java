package dev.tributary.exporters.sink;

import dev.tributary.catalog.ledger.SinkFile;
import dev.tributary.catalog.ledger.SinkLedger;
import dev.tributary.catalog.ledger.SinkName;
import dev.tributary.catalog.record.OffsetRange;
import dev.tributary.catalog.run.RunId;
import dev.tributary.exporters.metrics.SinkMetrics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes what is read to the places' files, and rolls and packs them. */
final class Writing implements AutoCloseable {

  /** How many places are remembered; others are asked for again. */
  private static final int REMEMBERED = 20_000;

  private final Tree tree;
  private final Appends appends;
  private final Buffer.Limits limits;
  private final boolean packed;
  private final SinkMetrics metrics;
  private final Map<String, SinkLedger.Place> places = new Remembered();
  private final Set<Long> unpackable = new HashSet<>();
  private final RunId run;
  private long rolled;

  private static final class Remembered extends LinkedHashMap<String, SinkLedger.Place> {

    private static final long serialVersionUID = 1;

    Remembered() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, SinkLedger.Place> eldest) {
      return size() > REMEMBERED;
    }
  }

  /** Open files have no room for what is to be added. */
  private static final class FullException extends IOException {

    private static final long serialVersionUID = 1;

    private final transient List<SinkFile> files;

    FullException(List<SinkFile> files) {
      this.files = files;
    }
  }

  Writing(
      RunId run,
      Tree tree,
      Buffer.Limits limits,
      boolean packed,
      int writers,
      SinkMetrics metrics) {
    this.run = run;
    this.tree = tree;
    this.limits = limits;
    this.packed = packed;
    this.metrics = metrics;
    this.appends = new Appends(tree, writers, metrics);
  }

  /**
   * Writes each place's portion, and moves the positions.
   *
   * @throws dev.tributary.catalog.ledger.FencedException if another instance has written some of it
   * @throws DamagedFileException if a file is not what was written
   * @throws IOException if the file system is away; nothing of it is written then
   */
  void write(SinkLedger ledger, List<OffsetRange> ranges, Map<Place, Portion> portions)
      throws IOException {
    Map<Place, SinkLedger.Place> known = known(ledger, portions);
    Map<Long, Portion> byPlace = new HashMap<>();
    portions.forEach((place, portion) -> byPlace.put(known.get(place).id(), portion));
    List<SinkFile> full = commit(ledger, ranges, byPlace);
    while (!full.isEmpty()) {
      for (SinkFile each : full) {
        roll(ledger, each);
      }
      full = commit(ledger, ranges, byPlace); // another instance may have filled the new one
    }
  }

  private void roll(SinkLedger ledger, SinkFile full) throws IOException {
    ledger.roll(
        full,
        packed,
        Tree.EXTENSION,
        (file, hold) -> {
          tree.roll(file, hold);
          rolled++;
          metrics.rolled();
          return null;
        });
  }

  /** Returns the files that have no room; if there are any, nothing is written. */
  private List<SinkFile> commit(
      SinkLedger ledger, List<OffsetRange> ranges, Map<Long, Portion> portions) throws IOException {
    try {
      append(ledger, ranges, portions);
      return List.of();
    } catch (FullException e) {
      return e.files;
    }
  }

  private void append(SinkLedger ledger, List<OffsetRange> ranges, Map<Long, Portion> portions)
      throws IOException {
    ledger.commit(
        ranges,
        portions.entrySet().stream().map(entry -> entry.getValue().of(entry.getKey())).toList(),
        (files, hold) -> {
          List<SinkFile> full =
              files.stream().filter(file -> isFull(file, portions.get(file.placeId()))).toList();
          if (!full.isEmpty()) {
            throw new FullException(full);
          }
          appends.append(files, file -> portions.get(file.placeId()), hold);
        });
  }

  private boolean isFull(SinkFile file, Portion portion) {
    return file.length() > 0 && file.length() + portion.bytes() > limits.fileBytes();
  }

  private Map<Place, SinkLedger.Place> known(SinkLedger ledger, Map<Place, Portion> portions)
      throws IOException {
    Map<Place, SinkLedger.Place> known = new HashMap<>();
    Map<SinkName, Place> unknown = new HashMap<>();
    for (Place place : portions.keySet()) {
      SinkName name = place.name();
      SinkLedger.Place found = places.get(key(name));
      if (found == null) {
        unknown.put(name, place);
      } else {
        known.put(place, found);
      }
    }
    if (!unknown.isEmpty()) {
      ledger
          .places(
              new ArrayList<>(unknown.keySet()),
              Tree.OPEN,
              (directories, hold) ->
                  appends.each(directories, directory -> tree.setAsideForeign(directory, hold)))
          .forEach(
              (name, place) -> {
                known.put(unknown.get(name), place);
                places.put(key(name), place);
              });
    }
    return known;
  }

  /** Not by the name, which may be long. */
  private static String key(SinkName name) {
    return HexFormat.of().formatHex(name.hash());
  }

  /**
   * Packs a file that waits for it. One that cannot be read is left for the next start, and does
   * not keep the others.
   *
   * @return whether there was one
   */
  boolean pack(SinkLedger ledger) throws IOException {
    return ledger.pack(unpackable, this::pack);
  }

  private SinkLedger.Packed pack(SinkFile file, SinkLedger.Hold hold) throws IOException {
    try {
      return new Packing(tree, run).pack(file, hold);
    } catch (DamagedFileException e) {
      throw e;
    } catch (IOException e) {
      unpackable.add(file.id());
      throw e;
    }
  }

  /** Gives a file up that is not what was written. */
  void giveUp(SinkLedger ledger, SinkFile damaged) throws IOException {
    ledger.giveUp(damaged, tree::setAside);
  }

  /** How many places it has written to; no more than it remembers. */
  int places() {
    return places.size();
  }

  /** How many files it has rolled. */
  long rolled() {
    return rolled;
  }

  @Override
  public void close() {
    appends.close();
  }
}
