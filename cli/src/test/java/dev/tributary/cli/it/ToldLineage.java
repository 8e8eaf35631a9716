package dev.tributary.cli.it;

import dev.tributary.catalog.lineage.Lineage;
import dev.tributary.catalog.lineage.Location;
import dev.tributary.catalog.lineage.Movement;
import dev.tributary.catalog.lineage.Volume;
import java.util.ArrayList;
import java.util.List;

/** What a verb has told of its ways, a line each. */
final class ToldLineage implements Lineage {

  private final List<String> lines = new ArrayList<>();

  List<String> lines() {
    return lines;
  }

  @Override
  public void begins(Movement movement) {
    lines.add(
        "begins %s %s %s"
            .formatted(
                movement.of(),
                movement.from().stream().map(ToldLineage::text).toList(),
                movement.to().stream().map(ToldLineage::text).toList()));
  }

  @Override
  public void reads(Location location) {
    lines.add("reads " + text(location));
  }

  @Override
  public void writes(Location location, Volume volume) {
    StringBuilder line = new StringBuilder("writes " + text(location));
    volume.rows().ifPresent(rows -> line.append(" rows=").append(rows));
    volume.bytes().ifPresent(bytes -> line.append(" bytes=").append(bytes));
    volume.version().ifPresent(version -> line.append(" version=").append(version));
    lines.add(line.toString());
  }

  @Override
  public Step step(String verb) {
    return Step.NONE;
  }

  private static String text(Location location) {
    return location.kind() + " " + location.name();
  }
}
