package dev.tributary.loaders.hive;

import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hive.metastore.DefaultMetaStoreFilterHookImpl;
import org.apache.hadoop.hive.metastore.HiveMetaStoreClient;
import org.apache.hadoop.hive.metastore.api.MetaException;
import org.apache.hadoop.hive.metastore.conf.MetastoreConf;
import org.apache.hadoop.hive.metastore.conf.MetastoreConf.ConfVars;
import org.apache.thrift.TApplicationException;
import org.apache.thrift.TException;
import org.apache.thrift.transport.TTransportException;

/** A connection to the metastore, and what its failures mean. */
final class MetastoreConnection implements AutoCloseable {

  private static final String CURE = "start it or set tributary.hive.metastore.uris";

  /** Something to ask of the metastore. */
  @FunctionalInterface
  interface Call<T> {
    T on(HiveMetaStoreClient client) throws TException;
  }

  private final HiveMetaStoreClient client;
  private final String uris;

  private MetastoreConnection(HiveMetaStoreClient client, String uris) {
    this.client = client;
    this.uris = uris;
  }

  static MetastoreConnection open(Configuration conf, String uris) {
    Configuration settings = MetastoreConf.newMetastoreConf(new Configuration(conf));
    if (!uris.isBlank()) {
      MetastoreConf.setVar(settings, ConfVars.THRIFT_URIS, uris);
    }
    String where = MetastoreConf.getVar(settings, ConfVars.THRIFT_URIS);
    if (where.isBlank()) {
      // Hive would take this for the wish to run a metastore of its own in this process.
      throw new HiveException("no Hive metastore is named; set tributary.hive.metastore.uris");
    }
    if (!"zookeeper"
        .equalsIgnoreCase(MetastoreConf.getVar(settings, ConfVars.THRIFT_SERVICE_DISCOVERY_MODE))) {
      Endpoint.knock(Endpoint.ofMetastore(where), "the Hive metastore", where, CURE);
    }
    MetastoreConf.setLongVar(settings, ConfVars.THRIFT_CONNECTION_RETRIES, 3);
    MetastoreConf.setTimeVar(settings, ConfVars.CLIENT_CONNECT_RETRY_DELAY, 1, TimeUnit.SECONDS);
    MetastoreConf.setTimeVar(settings, ConfVars.CLIENT_CONNECTION_TIMEOUT, 10, TimeUnit.SECONDS);
    // A cluster's own hook may be of a class that only Hive's class path has; it merely hides
    // names.
    MetastoreConf.setVar(
        settings, ConfVars.FILTER_HOOK, DefaultMetaStoreFilterHookImpl.class.getName());
    try {
      return new MetastoreConnection(new HiveMetaStoreClient(settings), where);
    } catch (MetaException e) {
      throw new HiveUnavailableException(
          "the Hive metastore at "
              + where
              + " refuses the connection ("
              + HiveException.reason(e)
              + "); check hive-site.xml and the Kerberos ticket",
          e);
    }
  }

  /**
   * Asks and answers.
   *
   * @param intent what is being done to what, for the message of a failure
   */
  <T> T call(String intent, Call<T> call) {
    try {
      return call.on(client);
    } catch (TTransportException e) {
      throw new HiveUnavailableException(
          "the Hive metastore at "
              + uris
              + " went away while it was to "
              + intent
              + " ("
              + HiveException.reason(e)
              + "); "
              + CURE,
          e);
    } catch (TApplicationException e) {
      String cure =
          e.getType() == TApplicationException.UNKNOWN_METHOD
              ? "; it is older than Hive 4: go through HiveServer2 with --via jdbc"
              : "";
      throw new HiveException(refused(intent, e) + cure, e);
    } catch (TException e) {
      throw new HiveException(refused(intent, e), e);
    }
  }

  private String refused(String intent, TException failure) {
    return "the Hive metastore at "
        + uris
        + " did not "
        + intent
        + ": "
        + HiveException.reason(failure);
  }

  /** Where the metastore is, for messages. */
  @Override
  public String toString() {
    return uris;
  }

  @Override
  public void close() {
    client.close();
  }
}
