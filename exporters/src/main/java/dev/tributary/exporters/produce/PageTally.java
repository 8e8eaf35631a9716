package dev.tributary.exporters.produce;

import dev.tributary.catalog.verb.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became of the pages of a run. */
final class PageTally {

  private final List<String> setAside = new ArrayList<>();
  private final List<String> failed = new ArrayList<>();
  private int pages;
  private int notModified;
  private int absent;
  private long sent;
  private long before;
  private long gone;

  /** A page was read and taken. */
  void taken(PageProduction.Sent taken) {
    pages++;
    sent += taken.messages();
    before += taken.before();
    gone += taken.gone();
  }

  /** Its server says that a page is as it was. */
  void notModified() {
    notModified++;
  }

  /** A page that need not be there is not. */
  void absent() {
    absent++;
  }

  /** A page is of no use as a whole. */
  void setAside(String why) {
    setAside.add(why);
  }

  /** A page could not be had. */
  void failed(String why) {
    failed.add(why);
  }

  /**
   * How the run ended: failed if a page could not be had, or none was of use.
   *
   * @param done what was done with the weapons, such as {@code sent}
   * @param where to where; {@code ""} for nowhere
   */
  Outcome outcome(String done, String where) {
    StringBuilder message = new StringBuilder();
    message.append("%s %,d weapons of %,d pages%s".formatted(done, sent, pages, where));
    tell(message, before, "%,d were there");
    tell(message, notModified, "%,d pages have not changed");
    tell(message, absent, "%,d pages are not on the server");
    tell(message, gone, "%,d are gone from their pages and stay as they were");
    setAside.forEach(why -> message.append("; set aside: ").append(why));
    failed.forEach(why -> message.append("; failed: ").append(why));
    boolean good = failed.isEmpty() && pages + notModified > 0;
    return good
        ? Outcome.done(message.toString(), facts(done))
        : Outcome.failed(message.toString(), facts(done));
  }

  private static void tell(StringBuilder message, long count, String what) {
    if (count > 0) {
      message.append("; ").append(what.formatted(count));
    }
  }

  private Map<String, Object> facts(String done) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("pages", pages);
    facts.put(done, sent);
    facts.put("sent_before", before);
    facts.put("not_modified", notModified);
    facts.put("absent", absent);
    facts.put("gone", gone);
    facts.put("set_aside", setAside);
    facts.put("failed", failed);
    return facts;
  }
}
