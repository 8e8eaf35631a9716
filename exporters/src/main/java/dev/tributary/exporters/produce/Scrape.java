package dev.tributary.exporters.produce;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.exporters.http.HttpFailureException;
import dev.tributary.exporters.page.SetAsideException;
import dev.tributary.exporters.page.WeaponPage;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads pages one after the other. One that cannot be had or used does not keep the others: it is
 * told of at the end.
 *
 * @param type what the pages list, where their names do not say it
 * @param scrapedAt when they are read, UTC
 * @param mayBeAbsent whether a page that its server does not have is no failure
 */
record Scrape(Feed feed, Optional<String> type, LocalDateTime scrapedAt, boolean mayBeAbsent) {

  /** Not found; gone. */
  private static final Set<Integer> ABSENT = Set.of(404, 410);

  /** Takes a page, and says what became of it. */
  interface Taker {
    PageProduction.Sent take(FetchedPage text, WeaponPage page);
  }

  /**
   * Reads them all.
   *
   * @param earlier what earlier runs have left of them
   */
  PageTally run(List<String> places, PageReader reader, Earlier earlier, Taker taker)
      throws InterruptedException {
    PageTally tally = new PageTally();
    for (String place : places) {
      try {
        Optional<FetchedPage> text = reader.read(place, earlier);
        Optional<LocalDateTime> later =
            text.flatMap(page -> earlier.readAt(page.name())).filter(scrapedAt::isBefore);
        if (text.isEmpty()) {
          tally.notModified();
        } else if (later.isPresent()) {
          tally.setAside(
              "page '%s' was read at %s, and the one that was sent at %s; an older one would undo it: pass --again if it is to"
                  .formatted(text.get().name(), scrapedAt, later.get()));
        } else {
          tally.taken(taker.take(text.get(), page(text.get())));
        }
      } catch (SetAsideException e) {
        tally.setAside(e.getMessage());
      } catch (HttpFailureException e) {
        if (mayBeAbsent && ABSENT.contains(e.status().orElse(0))) {
          tally.absent();
        } else {
          tally.failed(e.getMessage());
        }
      } catch (IOException e) {
        tally.failed("%s cannot be read (%s)".formatted(place, e));
      }
    }
    return tally;
  }

  private WeaponPage page(FetchedPage text) throws SetAsideException {
    return WeaponPage.read(
        text.name(), text.bytes(), text.charset(), type, feed.schema().choices("type"), scrapedAt);
  }
}
