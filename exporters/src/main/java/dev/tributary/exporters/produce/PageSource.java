package dev.tributary.exporters.produce;

import dev.tributary.catalog.dataset.Feed;
import dev.tributary.catalog.lineage.Location;
import dev.tributary.catalog.lineage.Movement;
import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.catalog.verb.Arguments;
import dev.tributary.catalog.verb.Outcome;
import dev.tributary.catalog.verb.Run;
import dev.tributary.catalog.verb.Verb;
import dev.tributary.exporters.kafka.Broker;
import dev.tributary.exporters.kafka.Sender;
import dev.tributary.exporters.page.WeaponPage;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.Options;
import org.apache.kafka.common.KafkaException;

/** Pages of weapons: saved ones, or from their server. */
final class PageSource implements Source {

  private static final String DATASET = "weapons";

  @Override
  public String name() {
    return "weapon-pages";
  }

  @Override
  public String meaning() {
    return "pages of a weapons' encyclopedia";
  }

  @Override
  public String usage() {
    return "[--type TYPE] [--scraped-at TIME] [--dry-run | --again] [URL|FILE…]";
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(Verb.dataset("whose records they are"))
        .addOption(Source.option("type", "TYPE", "what the pages list, such as long_sword"))
        .addOption(
            Source.option(
                "scraped-at", "TIME", "when saved pages were read, UTC: 2025-11-03T12:00:00"))
        .addOption(Source.dryRun())
        .addOption(Source.again());
  }

  @Override
  public Outcome run(Arguments arguments, Run run) throws InterruptedException {
    Feed feed = run.catalog().dataset(arguments.text("dataset").orElse(DATASET)).feed();
    List<String> types = feed.schema().choices("type");
    Optional<String> type = arguments.text("type");
    if (types.isEmpty()) {
      throw new UsageException(
          "dataset '%s' is not one of weapons: its records have no 'type' of several"
              .formatted(feed.name()));
    } else if (type.isPresent() && !types.contains(type.get())) {
      throw new UsageException(
          "--type '%s' is not one of %s".formatted(type.get(), String.join(", ", types)));
    }
    boolean named = !arguments.rest().isEmpty();
    List<String> places = named ? arguments.rest() : all(run.settings());
    places.forEach(PageReader::check);
    if (arguments.has("scraped-at") && places.stream().anyMatch(PageReader::isUri)) {
      throw new UsageException("--scraped-at is for saved pages; those of a server are read now");
    }
    if (!arguments.has("dry-run")) {
      run.lineage()
          .begins(
              Movement.of(feed.name())
                  .from(places.stream().map(PageReader::location).toList())
                  .to(Location.topics(feed)));
    }
    Scrape scrape = new Scrape(feed, type, scrapedAt(arguments), !named);
    try (PageReader reader = new PageReader(run)) {
      return arguments.has("dry-run")
          ? scrape
              .run(places, reader, Earlier.NOTHING, (text, page) -> print(page, run))
              .outcome("printed", "")
          : send(scrape, places, reader, arguments.has("again"), run);
    }
  }

  /** One run at a time sends: of two, both would send what is new. */
  private static Outcome send(
      Scrape scrape, List<String> places, PageReader reader, boolean again, Run run)
      throws InterruptedException {
    Feed feed = scrape.feed();
    Settings settings = run.settings();
    try (Broker broker = new Broker("produce", settings)) {
      Broker.TopicState topic = broker.findOrCreate(feed, feed.topic());
      broker.findOrCreateCompacted(Progress.TOPIC);
      PageProgress progress = new PageProgress(topic.id(), scrape.type());
      try (Sender sender = new Sender(settings, topic.id() + "-pages")) {
        sender.begin();
        progress.read(settings, broker);
        PageProduction production = new PageProduction(run, scrape, sender, progress, again);
        return scrape
            .run(places, reader, again ? Earlier.NOTHING : progress, production::send)
            .outcome("sent", " to " + topic.name());
      } catch (KafkaException e) {
        throw Sender.failure(broker, "pages to '%s'".formatted(topic.name()), e);
      }
    }
  }

  private static PageProduction.Sent print(WeaponPage page, Run run) {
    page.weapons().forEach(weapon -> run.out().print(weapon.message() + "\n"));
    return new PageProduction.Sent(page.weapons().size(), 0, 0);
  }

  /** Every page there may be, below the address that is set. */
  private static List<String> all(Settings settings) {
    String base =
        settings
            .text(Settings.WEAPONS_URL)
            .orElseThrow(
                () ->
                    new UsageException(
                        "name pages by file or address, or set %s to where all of them are"
                            .formatted(Settings.WEAPONS_URL.name())));
    String folder = base.endsWith("/") ? base : base + "/";
    return WeaponPage.names().stream().map(name -> folder + name).toList();
  }

  private static LocalDateTime scrapedAt(Arguments arguments) {
    LocalDateTime now = LocalDateTime.now(Clock.systemUTC()).truncatedTo(ChronoUnit.SECONDS);
    try {
      LocalDateTime at =
          arguments
              .text("scraped-at")
              .map(LocalDateTime::parse)
              .orElse(now)
              .truncatedTo(ChronoUnit.SECONDS);
      if (at.isAfter(now)) {
        throw new UsageException("--scraped-at %s is to come, it is %s UTC".formatted(at, now));
      }
      return at;
    } catch (DateTimeParseException e) {
      throw new UsageException(
          "--scraped-at '%s' is no time such as 2025-11-03T12:00:00"
              .formatted(arguments.required("scraped-at")));
    }
  }
}
