package dev.tributary.cli.lineage;

import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.settings.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** The recipients that are set: none, a server, a file, or both. */
final class Recipients {

  private Recipients() {}

  static List<Courier> of(RunId run, Settings settings, Configuration conf) {
    List<Courier> couriers = new ArrayList<>();
    Optional<URI> url = Settings.LINEAGE_URL.find(settings);
    if (url.isPresent()) {
      URI address = EventServer.address(url.get(), settings.get(Settings.LINEAGE_ENDPOINT));
      Optional<String> key = Settings.LINEAGE_API_KEY.find(settings).filter(k -> !k.isBlank());
      couriers.add(
          new Courier(
              run,
              EventServer.shown(address),
              () -> new EventServer(address, key, form(settings, conf))));
    }
    Settings.LINEAGE_FILE
        .find(settings)
        .map(file -> Path.of(file).toAbsolutePath())
        .ifPresent(
            file ->
                couriers.add(
                    new Courier(
                        run, file.toString(), () -> new EventFile(file, form(settings, conf)))));
    return couriers;
  }

  private static EventForm form(Settings settings, Configuration conf) {
    return new EventForm(settings.get(Settings.LINEAGE_NAMESPACE), new Names(settings, conf));
  }
}
