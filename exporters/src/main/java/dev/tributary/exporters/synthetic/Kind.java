package dev.tributary.exporters.synthetic;

import java.util.Locale;

/** What may be wrong with a message, and what becomes of it when it lands. */
public enum Kind {
  /** Nothing. */
  CLEAN(Fate.LANDED),
  /** It is no JSON. */
  BROKEN(Fate.QUARANTINED),
  /** It lacks a member that every message has. */
  MISSING(Fate.QUARANTINED),
  /** It comes after readings that are hours younger. */
  LATE(Fate.LANDED),
  /** It comes after the reading that is next to it. */
  OUT_OF_ORDER(Fate.LANDED),
  /** It came before, and only {@code fetched_at} differs. */
  REPEATED(Fate.DUPLICATE),
  /** Its city has a name that harms what trusts it. */
  HOSTILE(Fate.LANDED),
  /** Its city has a name that PostgreSQL cannot hold. */
  UNSTORABLE(Fate.QUARANTINED);

  private final Fate fate;

  Kind(Fate fate) {
    this.fate = fate;
  }

  /** What landing makes of it. */
  public Fate fate() {
    return fate;
  }

  /** Its name for people. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What landing makes of a message. */
  public enum Fate {
    LANDED,
    DUPLICATE,
    QUARANTINED
  }
}
