package dev.tributary.sandbox;

import java.util.Locale;

/** A port that some service listens on, with its usual number, or 0 where there is none. */
enum Port {
  POSTGRESQL(Service.POSTGRESQL, 5432),
  KAFKA(Service.KAFKA, 9092),
  KAFKA_CONTROLLER(Service.KAFKA, 9093),
  NAMENODE_RPC(Service.NAMENODE, 8020),
  NAMENODE_HTTP(Service.NAMENODE, 9870),
  DATANODE1_DATA(Service.DATANODE1, 9866),
  DATANODE1_HTTP(Service.DATANODE1, 9864),
  DATANODE1_IPC(Service.DATANODE1, 9867),
  DATANODE2_DATA(Service.DATANODE2, 0),
  DATANODE2_HTTP(Service.DATANODE2, 0),
  DATANODE2_IPC(Service.DATANODE2, 0),
  RESOURCEMANAGER_RPC(Service.RESOURCEMANAGER, 8032),
  RESOURCEMANAGER_HTTP(Service.RESOURCEMANAGER, 8088),
  RESOURCEMANAGER_SCHEDULER(Service.RESOURCEMANAGER, 8030),
  RESOURCEMANAGER_TRACKER(Service.RESOURCEMANAGER, 8031),
  RESOURCEMANAGER_ADMIN(Service.RESOURCEMANAGER, 8033),
  NODEMANAGER1_RPC(Service.NODEMANAGER1, 0),
  NODEMANAGER1_HTTP(Service.NODEMANAGER1, 8042),
  NODEMANAGER1_LOCALIZER(Service.NODEMANAGER1, 8040),
  NODEMANAGER2_RPC(Service.NODEMANAGER2, 0),
  NODEMANAGER2_HTTP(Service.NODEMANAGER2, 0),
  NODEMANAGER2_LOCALIZER(Service.NODEMANAGER2, 0),
  HISTORYSERVER_RPC(Service.HISTORYSERVER, 10020),
  HISTORYSERVER_HTTP(Service.HISTORYSERVER, 19888),
  HISTORYSERVER_ADMIN(Service.HISTORYSERVER, 10033),
  METASTORE(Service.METASTORE, 9083),
  HIVESERVER2(Service.HIVESERVER2, 10000),
  OOZIE(Service.OOZIE, 11000);

  private final Service service;
  private final int usual;

  Port(Service service, int usual) {
    this.service = service;
    this.usual = usual;
  }

  Service service() {
    return service;
  }

  int usual() {
    return usual;
  }

  /** The name in ports.properties and in templates: {@code namenode.rpc}. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '.');
  }
}
