package dev.tributary.exporters.http;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Follows redirects, not endlessly and never out of TLS. */
final class Redirects {

  private static final int MOST = 5;

  private Redirects() {}

  /** How a page of the way is asked for. */
  interface Hop {
    Reply get(Address address) throws HttpFailureException, InterruptedException;
  }

  /** Where the way ends, and what is there. */
  record Landed(Address address, Reply reply) {}

  static Landed follow(Address start, Hop hop) throws HttpFailureException, InterruptedException {
    List<Address> way = new ArrayList<>(List.of(start));
    Address here = start;
    Reply reply = hop.get(here);
    while (reply.isRedirect()) {
      here = next(here, reply);
      boolean loop = way.contains(here);
      way.add(here);
      if (loop || way.size() > MOST + 1) {
        throw refused(
            reply,
            "%s redirects %s: %s"
                .formatted(
                    start,
                    loop ? "in a loop" : "more than %d times".formatted(MOST),
                    way.stream().map(Address::toString).collect(Collectors.joining(" → "))));
      }
      reply = hop.get(here);
    }
    return new Landed(here, reply);
  }

  private static Address next(Address here, Reply reply) throws HttpFailureException {
    String location =
        reply
            .headers()
            .firstValue("Location")
            .orElseThrow(
                () ->
                    refused(
                        reply,
                        "%s answered %d without saying where to".formatted(here, reply.status())));
    Address next = here.resolve(location);
    if (here.origin().isSecure() && !next.origin().isSecure()) {
      throw refused(
          reply, "%s redirects to %s: from https to http is refused".formatted(here, next));
    }
    return next;
  }

  private static HttpFailureException refused(Reply reply, String message) {
    return new HttpFailureException(message, OptionalInt.of(reply.status()), null);
  }
}
