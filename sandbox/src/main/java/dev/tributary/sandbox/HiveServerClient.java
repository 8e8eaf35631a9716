package dev.tributary.sandbox;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Opens a session on HiveServer2 and runs a query, as JDBC does. */
final class HiveServerClient {

  private static final int PATIENCE_MILLIS = 60_000;

  private static final int SASL_START = 1;
  private static final int SASL_OK = 2;
  private static final int SASL_COMPLETE = 5;
  private static final int PROTOCOL_V8 = 7;

  private final int port;

  HiveServerClient(int port) {
    this.port = port;
  }

  boolean answersQuery() throws IOException {
    // HiveServer2 closes the session of a connection that ends.
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      DataInputStream in = new DataInputStream(socket.getInputStream());
      authenticate(out, in);

      ThriftStruct session =
          new ThriftStruct().number(1, PROTOCOL_V8).text(2, Stage.user()).text(3, "");
      Map<?, ?> opened = call(out, in, "OpenSession", session);
      if (!isSuccess(opened)) {
        return false;
      }
      Map<?, ?> identifier = (Map<?, ?>) ((Map<?, ?>) opened.get(3)).get(1);
      ThriftStruct handle =
          new ThriftStruct()
              .struct(
                  1,
                  new ThriftStruct()
                      .binary(1, (byte[]) identifier.get(1))
                      .binary(2, (byte[]) identifier.get(2)));
      ThriftStruct statement = new ThriftStruct().struct(1, handle).text(2, "SELECT 1");
      return isSuccess(call(out, in, "ExecuteStatement", statement));
    }
  }

  /** SASL PLAIN without a password: no server of the sandbox asks who one is. */
  private static void authenticate(DataOutputStream out, DataInputStream in) throws IOException {
    send(out, SASL_START, "PLAIN");
    send(out, SASL_OK, "\0" + Stage.user() + "\0anonymous");
    int status = in.readByte();
    in.readNBytes(in.readInt());
    if (status != SASL_COMPLETE) {
      throw new IOException("HiveServer2 refuses the greeting with status " + status);
    }
  }

  private static void send(DataOutputStream out, int status, String payload) throws IOException {
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    out.writeByte(status);
    out.writeInt(bytes.length);
    out.write(bytes);
    out.flush();
  }

  private static Map<?, ?> call(
      DataOutputStream out, DataInputStream in, String method, ThriftStruct request)
      throws IOException {
    byte[] message = new ThriftStruct().struct(1, request).call(method);
    out.writeInt(message.length);
    out.write(message);
    out.flush();
    in.readInt(); // length
    if (ThriftStruct.readReply(in).get(0) instanceof Map<?, ?> reply) {
      return reply;
    }
    throw new IOException("HiveServer2 returns nothing from " + method);
  }

  /** Statuses 0 and 1 are success, the latter with a message. */
  private static boolean isSuccess(Map<?, ?> reply) {
    return reply.get(1) instanceof Map<?, ?> status
        && status.get(1) instanceof Integer code
        && code <= 1;
  }
}
