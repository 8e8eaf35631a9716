package dev.tributary.exporters.produce;

import dev.tributary.exporters.http.Validators;
import java.time.LocalDateTime;
import java.util.Optional;

/** What earlier runs have left of pages. */
interface Earlier {

  /** Of one that asks nobody, or does not care. */
  Earlier NOTHING =
      new Earlier() {
        @Override
        public Validators validators(String page, String address) {
          return Validators.NONE;
        }

        @Override
        public Optional<LocalDateTime> readAt(String page) {
          return Optional.empty();
        }
      };

  /** How the server at that address named the state of a page that was read to its end last. */
  Validators validators(String page, String address);

  /** When the state of a page that was sent last was read, UTC. */
  Optional<LocalDateTime> readAt(String page);
}
