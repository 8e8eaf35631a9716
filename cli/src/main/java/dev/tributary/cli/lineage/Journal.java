package dev.tributary.cli.lineage;

import dev.tributary.catalog.lineage.Lineage;
import dev.tributary.catalog.lineage.Location;
import dev.tributary.catalog.lineage.Movement;
import dev.tributary.catalog.lineage.Volume;
import dev.tributary.catalog.run.RunId;
import dev.tributary.catalog.settings.Settings;
import dev.tributary.catalog.verb.Failures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * Tells of a run as OpenLineage events, wherever the settings say. Where they say nothing it does
 * nothing, and no class of OpenLineage is loaded.
 */
public final class Journal implements Lineage, AutoCloseable {

  /** A service that has written more shows at least so often how much it is. */
  private static final Duration SIGN_OF_LIFE = Duration.ofMinutes(10);

  private final RunId run;
  private final Settings settings;
  private final Configuration conf;
  private final Failures failures;
  private final Clock clock;
  private final Thread atShutdown = new Thread(this::abort, "lineage-abort");
  private Course course;
  private Optional<List<Courier>> couriers = Optional.empty();
  private Instant told = Instant.EPOCH;

  /**
   * Of one run; nothing is done before it begins to move data.
   *
   * @param conf knows the file system that paths are of
   * @param failures has them in one line
   */
  public Journal(
      String verb,
      RunId run,
      Settings settings,
      Configuration conf,
      Failures failures,
      Clock clock) {
    this.run = run;
    this.settings = settings;
    this.conf = conf;
    this.failures = failures;
    this.clock = clock;
    this.course = Course.of(run, verb);
  }

  @Override
  public synchronized void begins(Movement movement) {
    if (couriers.isEmpty()) {
      couriers = Optional.of(Recipients.of(run, settings, conf));
      if (isOn()) {
        Runtime.getRuntime().addShutdownHook(atShutdown);
      }
    }
    if (isOn()) {
      boolean first = course.begins(movement);
      if (first) {
        tell(Event.Type.START, Optional.empty());
      }
    }
  }

  @Override
  public synchronized void reads(Location location) {
    if (isOn()) {
      grown(course.reads(location));
    }
  }

  @Override
  public synchronized void writes(Location location, Volume volume) {
    if (isOn()) {
      grown(course.writes(location, volume));
    }
  }

  @Override
  public synchronized Step step(String verb) {
    if (!isOn()) {
      return Step.NONE;
    }
    course = course.step(verb);
    return new Step() {
      @Override
      public void ended(int exitCode, String message) {
        end(Ending.of(exitCode, message));
      }

      @Override
      public void failed(Exception failure) {
        end(Ending.of(failures.line(failure), failure));
      }
    };
  }

  /**
   * The run has ended.
   *
   * @param failure what it ended with, if it was one
   */
  public void ended(int exitCode, String message, Optional<Exception> failure) {
    end(
        failure
            .map(each -> Ending.of(message, each).with(exitCode))
            .orElseGet(() -> Ending.of(exitCode, message)));
  }

  /** What is under way has ended; the rest of the run goes on. */
  private synchronized void end(Ending ending) {
    if (isOn() && course.isOpen()) {
      tell(ending.type(), Optional.of(ending));
    }
    course = course.ended();
  }

  /** The process is to end, and does not wait for the run, nor for the step that it is at. */
  synchronized void abort() {
    Course last;
    do {
      last = course;
      end(Ending.ABORTED);
    } while (course != last);
    close();
  }

  private boolean isOn() {
    return couriers.filter(each -> !each.isEmpty()).isPresent();
  }

  private void grown(boolean anew) {
    boolean due = !clock.instant().isBefore(told.plus(SIGN_OF_LIFE));
    if (course.isOpen() && course.isLasting() && (anew || due)) {
      tell(Event.Type.RUNNING, Optional.empty());
    }
  }

  private void tell(Event.Type type, Optional<Ending> ending) {
    told = clock.instant();
    Event event = course.event(type, told, ending);
    couriers.orElseThrow().forEach(courier -> courier.take(event));
  }

  /** Waits a moment for what has not been taken yet, and tells what was lost. */
  @Override
  public void close() {
    List<Courier> all = couriers.orElse(List.of());
    if (!all.isEmpty() && Thread.currentThread() != atShutdown) {
      try {
        Runtime.getRuntime().removeShutdownHook(atShutdown);
      } catch (IllegalStateException e) {
        return; // it is at work, and closes them
      }
    }
    all.forEach(Courier::end);
    all.forEach(Courier::close);
  }
}
