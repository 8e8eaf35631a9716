package dev.tributary.exporters.produce;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.lineage.Lineage;
import dev.tributary.catalog.lineage.Location;
import dev.tributary.catalog.lineage.Volume;
import dev.tributary.catalog.record.Fingerprint;
import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.catalog.verb.Run;
import dev.tributary.exporters.kafka.Sender;
import dev.tributary.exporters.page.Weapon;
import dev.tributary.exporters.page.WeaponPage;
import dev.tributary.exporters.source.SourceRecord;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is new on a page, with a note of it in the same transaction: killed at any time and
 * run again, it sends the rest. Behind the last transaction of a page its server is asked for a
 * newer one only.
 */
final class PageProduction {

  private static final Logger LOG = LoggerFactory.getLogger(PageProduction.class);

  private final RunId run;
  private final Lineage lineage;
  private final Feed feed;
  private final long batch;
  private final Sender sender;
  private final PageProgress progress;
  private final boolean again;
  private final LocalDateTime scrapedAt;

  /**
   * @param again whether to send also what was sent
   */
  PageProduction(Run run, Scrape scrape, Sender sender, PageProgress progress, boolean again) {
    this.run = run.id();
    this.lineage = run.lineage();
    this.feed = scrape.feed();
    this.scrapedAt = scrape.scrapedAt();
    this.batch = run.settings().get(Settings.PRODUCE_BATCH_ROWS);
    this.sender = sender;
    this.progress = progress;
    this.again = again;
  }

  Sent send(FetchedPage text, WeaponPage page) {
    long gone = progress.gone(page.name(), keys(page));
    List<Weapon> fresh = fresh(page);
    int most = (int) Math.min(fresh.size(), batch);
    for (int from = 0; from < fresh.size(); from += most) {
      List<Weapon> some = fresh.subList(from, Math.min(fresh.size(), from + most));
      sender.send(some.stream().flatMap(weapon -> messages(text, page, weapon)));
      lineage.writes(Location.topic(feed.topic().name()), Volume.ofRows(some.size()));
    }
    sender.send(Stream.of(progress.read(text, scrapedAt)));
    LOG.info(
        "sent run={} topic={} page={} weapons={} new={} gone={}",
        run,
        feed.topic().name(),
        page.name(),
        page.weapons().size(),
        fresh.size(),
        gone);
    return new Sent(fresh.size(), page.weapons().size() - fresh.size(), gone);
  }

  private List<Weapon> fresh(WeaponPage page) {
    List<Weapon> fresh = new ArrayList<>();
    for (Weapon weapon : page.weapons()) {
      if (again || !progress.isSent(key(weapon), content(weapon))) {
        fresh.add(weapon);
      }
    }
    return fresh;
  }

  private Stream<ProducerRecord<byte[], byte[]>> messages(
      FetchedPage text, WeaponPage page, Weapon weapon) {
    SourceRecord record =
        new SourceRecord(
            weapon.row() - 1,
            text.address() + " row " + weapon.row(),
            key(weapon),
            weapon.message().toString());
    return Stream.concat(
        record.messages(feed.topic().name()),
        Stream.of(progress.sent(page.name(), key(weapon), content(weapon))));
  }

  private UUID content(Weapon weapon) {
    return Fingerprint.content(weapon.message(), feed.observed());
  }

  private static String key(Weapon weapon) {
    return weapon.type() + "/" + weapon.id();
  }

  private static Set<String> keys(WeaponPage page) {
    Set<String> keys = new HashSet<>();
    page.weapons().forEach(weapon -> keys.add(key(weapon)));
    return keys;
  }

  /**
   * What became of a page.
   *
   * @param messages sent by this run
   * @param before sent by earlier runs, and the same since
   * @param gone sent by earlier runs, and no longer on the page
   */
  record Sent(long messages, long before, long gone) {}
}
