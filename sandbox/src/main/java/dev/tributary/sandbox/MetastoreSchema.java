package dev.tributary.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.datanucleus.api.jdo.JDOPersistenceManagerFactory;
import org.datanucleus.store.schema.SchemaAwareStoreManager;

/**
 * Creates the metastore's tables from its persistent classes. Runs on Hive's class path, in a JVM
 * of its own.
 */
public final class MetastoreSchema {

  private static final String MODEL = "org.apache.hadoop.hive.metastore.model.";
  private static final Pattern CLASS = Pattern.compile("<class name=\"(\\w+)\"");

  private MetastoreSchema() {}

  /**
   * Creates what is missing of the tables.
   *
   * @param arguments the JDBC URL of the database and its user
   */
  public static void main(String[] arguments) throws IOException {
    Map<String, Object> settings = new HashMap<>();
    settings.put(
        "javax.jdo.PersistenceManagerFactoryClass", JDOPersistenceManagerFactory.class.getName());
    settings.put("javax.jdo.option.ConnectionURL", arguments[0]);
    settings.put("javax.jdo.option.ConnectionUserName", arguments[1]);
    settings.put("javax.jdo.option.ConnectionPassword", "");
    settings.put("javax.jdo.option.ConnectionDriverName", "org.postgresql.Driver");
    settings.put("datanucleus.connectionPoolingType", "None");
    settings.put("datanucleus.schema.autoCreateAll", "true");
    settings.put("datanucleus.identifierFactory", "datanucleus1");
    settings.put("datanucleus.rdbms.useLegacyNativeValueStrategy", "true");
    settings.put("datanucleus.autoStartMechanismMode", "ignored");
    JDOPersistenceManagerFactory factory =
        (JDOPersistenceManagerFactory)
            JDOPersistenceManagerFactory.getPersistenceManagerFactory(settings);
    try {
      SchemaAwareStoreManager store =
          (SchemaAwareStoreManager) factory.getNucleusContext().getStoreManager();
      store.createSchemaForClasses(persistentClasses(), new Properties());
    } finally {
      factory.close();
    }
  }

  /** The classes that the metastore's package.jdo maps to tables. */
  private static Set<String> persistentClasses() throws IOException {
    try (InputStream mapping = ClassLoader.getSystemResourceAsStream("package.jdo")) {
      String text = new String(mapping.readAllBytes(), StandardCharsets.UTF_8);
      return CLASS
          .matcher(text)
          .results()
          .map(found -> MODEL + found.group(1))
          .collect(Collectors.toSet());
    }
  }
}
