package dev.tributary.exporters.produce;

import dev.tributary.catalog.lineage.Location;
import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.run.TributaryException;
import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.catalog.verb.Run;
import dev.tributary.exporters.http.Answer;
import dev.tributary.exporters.http.PoliteClient;
import dev.tributary.exporters.http.Validators;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Gets pages from where a user names them: {@code http(s)://…} or a file. */
final class PageReader implements AutoCloseable {

  private final Settings settings;
  private final RunId run;
  private PoliteClient client; // made when the first page of a server is asked for

  PageReader(Run run) {
    this.settings = run.settings();
    this.run = run.id();
  }

  /** Refuses what can be no page before any other is read. */
  static void check(String place) {
    if (isUri(place)) {
      uri(place);
    } else if (!Files.isRegularFile(file(place))) {
      throw new TributaryException(
          "file '%s' %s; name pages (.htm) or their addresses (http://…)"
              .formatted(place, Files.exists(file(place)) ? "is not a file" : "does not exist"));
    }
  }

  private static Path file(String place) {
    return Path.of(place.replaceFirst("(?i)^file:(//(?=/))?", ""));
  }

  /**
   * Reads a page.
   *
   * @param earlier tells how its server named the state that was read before
   * @return empty if it has not changed since
   * @throws IOException if it cannot be had, with the one line to show
   */
  Optional<FetchedPage> read(String place, Earlier earlier)
      throws IOException, InterruptedException {
    return isUri(place) ? get(uri(place), earlier) : Optional.of(open(file(place)));
  }

  private Optional<FetchedPage> get(URI uri, Earlier earlier)
      throws IOException, InterruptedException {
    if (client == null) {
      client = new PoliteClient(settings, run);
    }
    String address = uri.toString();
    // A page that was moved is known by the name that it has now.
    return client.get(uri, earlier.validators(name(uri), address)) instanceof Answer.Page page
        ? Optional.of(
            new FetchedPage(
                name(page.uri()), address, page.body(), page.charset(), page.validators()))
        : Optional.empty();
  }

  private FetchedPage open(Path file) throws IOException {
    long most = settings.get(Settings.HTTP_MAX_BYTES);
    if (Files.size(file) > most) {
      throw new IOException(
          "file '%s' has %,d bytes, a page at most %,d (%s)"
              .formatted(file, Files.size(file), most, Settings.HTTP_MAX_BYTES.name()));
    }
    String name = file.getFileName().toString();
    return new FetchedPage(name, name, Files.readAllBytes(file), Optional.empty(), Validators.NONE);
  }

  /** Whether the place is an address, not a file. */
  static boolean isUri(String place) {
    String start = place.toLowerCase(Locale.ROOT);
    return start.startsWith("http://") || start.startsWith("https://");
  }

  /** Where it is, for the lineage. */
  static Location location(String place) {
    return isUri(place) ? Location.web(place) : Location.file(file(place));
  }

  private static URI uri(String place) {
    try {
      URI uri = URI.create(place);
      return uri.getRawFragment() == null
          ? uri
          : URI.create(place.substring(0, place.indexOf('#')));
    } catch (IllegalArgumentException e) {
      throw new UsageException("'%s' is no address: %s".formatted(place, e.getMessage()));
    }
  }

  private static String name(URI uri) {
    String path = uri.getPath() == null ? "" : uri.getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Override
  public void close() {
    if (client != null) {
      client.close();
    }
  }
}
