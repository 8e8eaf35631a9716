package dev.tributary.sandbox;

import java.util.Arrays;
import java.util.Locale;

/** A daemon of the sandbox. */
public enum Service {
  POSTGRESQL,
  KAFKA,
  NAMENODE,
  DATANODE1,
  DATANODE2,
  RESOURCEMANAGER,
  NODEMANAGER1,
  NODEMANAGER2,
  HISTORYSERVER,
  METASTORE,
  HIVESERVER2,
  OOZIE;

  /** The name in commands, logs and messages. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The service of that name.
   *
   * @throws SandboxException if there is none
   */
  public static Service of(String id) {
    return Arrays.stream(values())
        .filter(service -> service.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new SandboxException(
                    "no service '"
                        + id
                        + "'; there are "
                        + Arrays.stream(values()).map(Service::id).toList()));
  }

  /** Whether the sandbox is of use without it. */
  boolean isOptional() {
    return this == HISTORYSERVER || this == METASTORE || this == HIVESERVER2 || this == OOZIE;
  }

  /** Whether it is started without being asked for. */
  boolean isUsual() {
    return this != OOZIE;
  }
}
