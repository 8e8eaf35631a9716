package dev.tributary.cli.lineage;

import dev.tributary.catalog.lineage.Location;
import dev.tributary.catalog.lineage.Movement;
import dev.tributary.catalog.lineage.Volume;
import dev.tributary.catalog.run.RunId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a run, or a step of one, has told so far. Each event says all of it. */
final class Course {

  private final RunId run;
  private final String verb;
  private final Optional<Course> parent;
  private final Map<Key, Location> inputs = new LinkedHashMap<>();
  private final Map<Key, Event.Output> outputs = new LinkedHashMap<>();
  private Optional<Movement> movement = Optional.empty();
  private boolean ended;

  private Course(RunId run, String verb, Optional<Course> parent) {
    this.run = run;
    this.verb = verb;
    this.parent = parent;
  }

  static Course of(RunId run, String verb) {
    return new Course(run, verb, Optional.empty());
  }

  Course step(String name) {
    return new Course(run, name, Optional.of(this));
  }

  /** The same location, with or without its columns. */
  private record Key(Location.Kind kind, String name) {

    static Key of(Location location) {
      return new Key(location.kind(), location.name());
    }
  }

  /** Whether it had not begun before. */
  boolean begins(Movement told) {
    boolean first = movement.isEmpty();
    if (first) {
      movement = Optional.of(told);
    }
    told.from().forEach(this::reads);
    told.to().forEach(location -> writes(location, Volume.NOTHING));
    return first;
  }

  /** Whether it is one more. */
  boolean reads(Location location) {
    boolean anew = !inputs.containsKey(Key.of(location));
    inputs.merge(Key.of(location), location, Course::fuller);
    return anew;
  }

  /** Whether it is one more. */
  boolean writes(Location location, Volume volume) {
    boolean anew = !outputs.containsKey(Key.of(location));
    outputs.merge(
        Key.of(location),
        new Event.Output(location, volume),
        (before, more) ->
            new Event.Output(fuller(before.location(), location), before.volume().plus(volume)));
    return anew;
  }

  private static Location fuller(Location one, Location other) {
    return one.columns().isEmpty() ? other : one;
  }

  boolean isLasting() {
    return movement.filter(Movement::lasting).isPresent();
  }

  /** Whether it has begun, and not ended. */
  boolean isOpen() {
    return movement.isPresent() && !ended;
  }

  /** What goes on when this has ended. */
  Course ended() {
    ended = true;
    return parent.orElse(this);
  }

  Event event(Event.Type type, Instant at, Optional<Ending> ending) {
    return new Event(
        type,
        at,
        execution(),
        new ArrayList<>(inputs.values()),
        new ArrayList<>(outputs.values()),
        ending);
  }

  private Execution execution() {
    String of = movement.map(Movement::of).orElse("");
    return new Execution(
        run,
        verb,
        verb + "." + of,
        isLasting(),
        parent.filter(Course::isOpen).map(Course::execution));
  }
}
