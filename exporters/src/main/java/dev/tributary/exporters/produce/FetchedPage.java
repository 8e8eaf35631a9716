package dev.tributary.exporters.produce;

import dev.tributary.exporters.http.Validators;
import java.util.Optional;

/**
 * A page as it was got.
 *
 * @param name its file name, such as {@code tachi.htm}
 * @param address where it was got, without what may be secret
 * @param charset as its server names it
 * @param validators how its server names this state of it
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record FetchedPage(
    String name, String address, byte[] bytes, Optional<String> charset, Validators validators) {}
