package dev.tributary.sandbox;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** A start of several daemons side by side, each as soon as those that it needs answer. */
final class StartUp {

  /** From launch to answer; ten times what a quiet machine of two cores takes. */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Home home;
  private final List<Daemon> daemons;
  private final Consumer<String> progress;

  StartUp(Home home, List<Daemon> daemons, Consumer<String> progress) {
    this.home = home;
    this.daemons = daemons;
    this.progress = progress;
  }

  void run() {
    Map<Service, CompletableFuture<Void>> starts = new EnumMap<>(Service.class);
    ExecutorService threads = Executors.newFixedThreadPool(daemons.size());
    try {
      // Daemons come in an order in which each stands after those that it needs.
      for (Daemon daemon : daemons) {
        CompletableFuture<?>[] needs =
            daemon.needs().stream()
                .filter(starts::containsKey)
                .map(starts::get)
                .toArray(CompletableFuture<?>[]::new);
        starts.put(
            daemon.service(),
            CompletableFuture.allOf(needs).thenRunAsync(() -> start(daemon), threads));
      }
      List<String> failures = new ArrayList<>();
      for (CompletableFuture<Void> start : starts.values()) {
        failure(start).filter(line -> !failures.contains(line)).ifPresent(failures::add);
      }
      if (!failures.isEmpty()) {
        throw new SandboxException(String.join("\n", failures));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static Optional<String> failure(CompletableFuture<Void> start) {
    try {
      start.join();
      return Optional.empty();
    } catch (CompletionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof SandboxException failure) {
        return Optional.of(failure.getMessage());
      }
      throw e;
    }
  }

  private void start(Daemon daemon) {
    Service service = daemon.service();
    long began = System.nanoTime();
    boolean wasRunning = DaemonProcess.find(home, service).isPresent();
    try {
      if (!wasRunning) {
        daemon.prepare().run();
      }
      DaemonProcess process =
          DaemonProcess.find(home, service)
              .orElseGet(
                  () ->
                      DaemonProcess.launch(home, service, daemon.command(), daemon.environment()));
      awaitAnswer(daemon, process);
      daemon.furnish().run();
    } catch (SandboxException e) {
      throw e;
    } catch (Exception e) {
      throw failed(service, e.getMessage() == null ? e.toString() : e.getMessage(), e);
    }
    if (!wasRunning) {
      progress.accept(
          "%-16s up after %.1f s".formatted(service.id(), (System.nanoTime() - began) / 1e9));
    }
  }

  private void awaitAnswer(Daemon daemon, DaemonProcess process) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    IOException last = null;
    while (true) {
      try {
        if (daemon.probe().answers()) {
          return;
        }
      } catch (IOException e) {
        last = e;
      }
      if (!process.isAlive()) {
        throw failed(daemon.service(), "ended before it answered", last);
      }
      if (System.nanoTime() > deadline) {
        throw failed(
            daemon.service(), "did not answer within " + PATIENCE.toSeconds() + " s", last);
      }
      Pause.brief();
    }
  }

  private SandboxException failed(Service service, String what, Exception cause) {
    return new SandboxException(
        service.id() + ": " + what.strip().replace('\n', ' ') + "; see " + home.log(service),
        cause);
  }
}
