package dev.tributary.exporters.page;

import dev.tributary.catalog.record.Excerpt;
import java.io.IOException;

/** A page that cannot be used as a whole: one line that names it, and says why and what to do. */
public final class SetAsideException extends IOException {

  SetAsideException(String page, String fault) {
    super("page '%s' %s".formatted(Excerpt.of(page), fault));
  }
}
