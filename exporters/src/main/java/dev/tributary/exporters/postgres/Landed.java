package dev.tributary.exporters.postgres;

import dev.tributary.catalog.ledger.Arrival;

/**
 * What was landed so far.
 *
 * @param overRatio batches of which more than the set share went to quarantine
 */
record Landed(
    long batches, long rows, long duplicates, long quarantined, long warnings, long overRatio) {

  /** A ratio of a few messages says nothing. */
  private static final int RATIO_COUNTS_FROM = 100;

  static final Landed NOTHING = new Landed(0, 0, 0, 0, 0, 0);

  static Landed of(Arrival arrival, double maxRatio) {
    int bad = arrival.quarantined().size();
    boolean over = arrival.messages() >= RATIO_COUNTS_FROM && bad > maxRatio * arrival.messages();
    return new Landed(
        1,
        arrival.rows().size(),
        arrival.duplicates().size(),
        bad,
        arrival.warnings().size(),
        over ? 1 : 0);
  }

  Landed plus(Landed other) {
    return new Landed(
        batches + other.batches,
        rows + other.rows,
        duplicates + other.duplicates,
        quarantined + other.quarantined,
        warnings + other.warnings,
        overRatio + other.overRatio);
  }

  /** Messages, whatever became of them. */
  long messages() {
    return rows + duplicates + quarantined;
  }
}
