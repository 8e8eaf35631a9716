package dev.tributary.sandbox;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The two things that the launcher asks of the metastore. */
final class MetastoreClient {

  private static final int PATIENCE_MILLIS = 30_000;

  private static final int RETURNED = 0;
  private static final int ALREADY_EXISTS = 1;

  private final int port;

  MetastoreClient(int port) {
    this.port = port;
  }

  /** Whether it reads its tables. */
  boolean answers() throws IOException {
    return call("get_all_databases", new ThriftStruct()).containsKey(RETURNED);
  }

  /**
   * Creates a database unless it is there.
   *
   * @param location its directory in the default file system
   */
  void createDatabase(String name, String location) throws IOException {
    ThriftStruct database =
        new ThriftStruct()
            .text(1, name)
            .text(2, "the suite's tables")
            .text(3, location)
            .text(6, Stage.user())
            .number(7, 1);
    Map<Integer, Object> reply = call("create_database", new ThriftStruct().struct(1, database));
    if (!reply.isEmpty() && !reply.containsKey(ALREADY_EXISTS)) {
      throw new IOException(
          "the metastore cannot create the database " + name + ": " + readable(reply));
    }
  }

  private Map<Integer, Object> call(String method, ThriftStruct arguments) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(arguments.call(method));
      return ThriftStruct.readReply(new DataInputStream(socket.getInputStream()));
    }
  }

  private static String readable(Map<Integer, Object> reply) {
    Object exception = reply.values().iterator().next();
    if (exception instanceof Map<?, ?> fields && fields.get(1) instanceof byte[] message) {
      return new String(message, StandardCharsets.UTF_8);
    }
    return reply.toString();
  }
}
