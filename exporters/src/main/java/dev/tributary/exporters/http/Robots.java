package dev.tributary.exporters.http;

import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What servers allow in their robots.txt, each read once: RFC 9309. Crawl-delay is not of that
 * standard, but it is meant.
 */
final class Robots {

  /** The parser forbids all where a delay is longer than it is told; that has a line of its own. */
  private static final SimpleRobotRulesParser PARSER =
      new SimpleRobotRulesParser(Long.MAX_VALUE, 0);

  private final Requests requests;
  private final Duration maxWait;
  private final Map<Origin, Rules> known = new HashMap<>();

  Robots(Requests requests, Duration maxWait) {
    this.requests = requests;
    this.maxWait = maxWait;
  }

  /** What one server allows. */
  private interface Rules {
    void check(Address page) throws HttpFailureException;
  }

  /**
   * Checks that a page may be asked for.
   *
   * @throws HttpFailureException if it may not
   */
  void check(Address page) throws HttpFailureException, InterruptedException {
    Origin origin = page.origin();
    Rules rules = known.get(origin);
    if (rules == null) {
      rules = read(origin);
      known.put(origin, rules);
    }
    rules.check(page);
  }

  private Rules read(Origin origin) throws InterruptedException {
    try {
      Address robots = origin.robots();
      Reply reply = Redirects.follow(robots, hop -> requests.get(hop, Map.of())).reply();
      return switch (reply.status() / 100) {
        case 2 -> stated(origin, parse(robots, reply));
        case 4 -> page -> {}; // there is none
        default -> unreadable(origin, answered(robots, reply));
      };
    } catch (HttpFailureException e) {
      return unreadable(origin, e);
    }
  }

  private static HttpFailureException answered(Address robots, Reply reply) {
    return new HttpFailureException(
        robots + " answered " + reply.status(), OptionalInt.of(reply.status()), null);
  }

  private static SimpleRobotRules parse(Address robots, Reply reply) {
    return PARSER.parseContent(
        robots.toString(),
        reply.body(),
        reply.contentType().orElse("text/plain"),
        List.of(UserAgent.PRODUCT));
  }

  private Rules stated(Origin origin, SimpleRobotRules rules) {
    // A negative number where there is none.
    Duration delay = Duration.ofMillis(Math.max(rules.getCrawlDelay(), 0));
    if (delay.compareTo(maxWait) > 0) {
      return page -> {
        throw new HttpFailureException(
            ("%s is left alone: robots.txt of %s asks for %,d ms between requests, longer than"
                    + " tributary.http.max.wait.ms (%,d)")
                .formatted(page, origin, delay.toMillis(), maxWait.toMillis()));
      };
    }
    requests.pace(origin).slowDownTo(delay);
    return page -> {
      if (!rules.isAllowed(page.uri().toString())) {
        throw new HttpFailureException(
            "robots.txt of %s does not allow %s to '%s'; leave it out, or ask who runs the site"
                .formatted(origin, page.path(), UserAgent.PRODUCT));
      }
    };
  }

  private static Rules unreadable(Origin origin, HttpFailureException fault) {
    return page -> {
      throw new HttpFailureException(
          "%s may not be asked for while robots.txt of %s cannot be read: %s"
              .formatted(page, origin, fault.getMessage()),
          fault.status(),
          fault);
    };
  }
}
