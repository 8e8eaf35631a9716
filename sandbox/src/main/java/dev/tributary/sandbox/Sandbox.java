package dev.tributary.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The real daemons of one machine, each its own process. */
public final class Sandbox {

  private static final String WITHOUT = "without";

  private final Home home;
  private final Set<Service> wanted;
  private final boolean freePorts;
  private final Consumer<String> progress;

  private Sandbox(Home home, Set<Service> wanted, boolean freePorts, Consumer<String> progress) {
    this.home = home;
    this.wanted = wanted;
    this.freePorts = freePorts;
    this.progress = progress;
  }

  /**
   * The sandbox whose state is in a directory, which need not exist yet.
   *
   * @throws SandboxException if the path has signs that class paths cannot bear
   */
  public static Sandbox at(Path home) {
    Set<Service> usual = EnumSet.allOf(Service.class);
    usual.removeIf(service -> !service.isUsual());
    return new Sandbox(Home.at(home), usual, false, line -> {});
  }

  /** The same with a service that is not started otherwise. */
  public Sandbox with(Service... services) {
    Set<Service> more = EnumSet.copyOf(wanted);
    more.addAll(List.of(services));
    return new Sandbox(home, more, freePorts, progress);
  }

  /**
   * The same without some services; HiveServer2 goes with the metastore.
   *
   * @throws SandboxException if nothing works without one of them
   */
  public Sandbox without(Service... services) {
    Set<Service> rest = EnumSet.copyOf(wanted);
    for (Service service : services) {
      if (!service.isOptional()) {
        throw new SandboxException("the sandbox does not work without " + service.id());
      }
      rest.remove(service);
      if (service == Service.METASTORE) {
        rest.remove(Service.HIVESERVER2);
      }
    }
    return new Sandbox(home, rest, freePorts, progress);
  }

  /**
   * The same, taking no usual port even where it is free, so that several can run on one machine.
   */
  public Sandbox onFreePorts() {
    return new Sandbox(home, wanted, true, progress);
  }

  /** The same, telling a line for each service that has come up. */
  public Sandbox telling(Consumer<String> listener) {
    return new Sandbox(home, wanted, freePorts, listener);
  }

  /**
   * Starts what does not run and blocks until every service answers.
   *
   * @throws SandboxException naming the service that failed and its log; what has started runs on
   */
  public void up() {
    home.create();
    home.locked(
        () -> {
          start(wanted);
          SortedMap<String, String> choices = new TreeMap<>();
          choices.put(
              WITHOUT,
              EnumSet.complementOf(EnumSet.copyOf(wanted)).stream()
                  .map(Service::id)
                  .collect(Collectors.joining(",")));
          PropertyFile.write(home.choicesFile(), choices);
        });
  }

  /** Ends every process of this sandbox; state stays. */
  public void down() {
    if (!home.isSandbox()) {
      return;
    }
    home.locked(
        () -> {
          new ShutDown(home).run();
        });
  }

  /**
   * Ends every process and wipes all data.
   *
   * @throws SandboxException if the directory is not a sandbox's home
   */
  public void reset() {
    if (!Files.exists(home.root())) {
      return;
    }
    if (!home.isSandbox()) {
      throw new SandboxException(
          home.root() + " is not the home of a sandbox; nothing was touched");
    }
    home.locked(
        () -> {
          new ShutDown(home).run();
          home.wipe();
        });
  }

  /** How each service is, asking those that run. */
  public Status status() {
    Ports ports = Ports.read(home.portsFile());
    Set<Service> left = leftOut();
    if (EnumSet.allOf(Service.class).stream()
        .allMatch(s -> DaemonProcess.find(home, s).isEmpty())) {
      return Status.allDown(home, ports, left);
    }
    return Status.of(home, ports, left, daemons(ports));
  }

  /**
   * What {@code env} exports, with the whole value of PATH.
   *
   * @throws SandboxException if the sandbox is not up
   */
  public Map<String, String> environment() {
    Set<Service> needed = EnumSet.allOf(Service.class);
    needed.removeAll(leftOut());
    for (Service service : needed) {
      if (DaemonProcess.find(home, service).isEmpty()) {
        throw new SandboxException(
            "the sandbox in " + home.root() + " is not up; run 'sandbox up'");
      }
    }
    Map<String, String> environment =
        new TreeMap<>(Conf.variables(Ports.read(home.portsFile()), home));
    environment.put(
        "PATH", home.bin() + ":" + System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
    return environment;
  }

  /**
   * Ends one daemon at once (kill -9) and, as when its machine is lost, whatever it has started: a
   * NodeManager's containers, PostgreSQL's backends.
   */
  public void kill(Service service) {
    DaemonProcess.find(home, service).ifPresent(DaemonProcess::kill);
    DaemonProcess.killStarted(home, Optional.of(service));
  }

  /**
   * Starts one daemon again and blocks until it answers, and with it all that run, which may have
   * lost sight of it.
   *
   * @throws SandboxException if it does not
   */
  public void start(Service service) {
    home.create();
    home.locked(
        () -> {
          Set<Service> services = running();
          services.add(service);
          start(services);
        });
  }

  private void start(Set<Service> services) {
    Set<Service> running = running();
    Ports pinned = Ports.read(home.portsFile());
    Set<Port> lost = pinned.lost(running, Ports::isFree);
    if (!lost.isEmpty() && !running.isEmpty()) {
      progress.accept(
          "ports " + lost.stream().map(Port::id).toList() + " are taken: all services move");
      new ShutDown(home).run();
      running = running();
    }
    Ports ports = pinned.settled(lost, freePorts, home.root().hashCode(), Ports::isFree);
    ports.write(home.portsFile());
    if (running.isEmpty()) {
      DaemonProcess.killStarted(home, Optional.empty());
      new Jars(home).install();
    }
    new Conf(home, ports).write();
    List<Daemon> daemons = new ArrayList<>(daemons(ports));
    daemons.removeIf(daemon -> !services.contains(daemon.service()));
    new StartUp(home, daemons, progress).run();
  }

  private Set<Service> running() {
    return Arrays.stream(Service.values())
        .filter(service -> DaemonProcess.find(home, service).isPresent())
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Service.class)));
  }

  private Set<Service> leftOut() {
    String without = PropertyFile.read(home.choicesFile()).getOrDefault(WITHOUT, "");
    return Arrays.stream(without.split(","))
        .filter(id -> !id.isBlank())
        .map(Service::of)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Service.class)));
  }

  private List<Daemon> daemons(Ports ports) {
    Stage stage = new Stage(home, ports, new Jars(home));
    Hdfs hdfs = new Hdfs(stage);
    Yarn yarn = new Yarn(stage);
    Hive hive = new Hive(stage);
    return List.of(
        new PostgreSql(stage).daemon(),
        new KafkaBroker(stage).daemon(),
        hdfs.nameNode(),
        hdfs.dataNode(
            Service.DATANODE1, Port.DATANODE1_DATA, Port.DATANODE1_HTTP, Port.DATANODE1_IPC),
        hdfs.dataNode(
            Service.DATANODE2, Port.DATANODE2_DATA, Port.DATANODE2_HTTP, Port.DATANODE2_IPC),
        yarn.resourceManager(),
        yarn.nodeManager(
            Service.NODEMANAGER1,
            Port.NODEMANAGER1_RPC,
            Port.NODEMANAGER1_HTTP,
            Port.NODEMANAGER1_LOCALIZER),
        yarn.nodeManager(
            Service.NODEMANAGER2,
            Port.NODEMANAGER2_RPC,
            Port.NODEMANAGER2_HTTP,
            Port.NODEMANAGER2_LOCALIZER),
        yarn.historyServer(),
        hive.metastore(),
        hive.hiveServer2(),
        new Oozie(stage).daemon());
  }
}
