package dev.tributary.sandbox;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** One Kafka node that is broker and controller. */
final class KafkaBroker {

  private static final short METADATA = 3;
  private static final short METADATA_VERSION = 1;
  private static final int PATIENCE_MILLIS = 10_000;

  private final Stage stage;

  KafkaBroker(Stage stage) {
    this.stage = stage;
  }

  Daemon daemon() {
    List<String> command =
        stage
            .daemon(Service.KAFKA)
            .heap(96, 384)
            .property("log4j2.configurationFile", stage.conf("kafka-log4j2.properties"))
            .property("kafka.log.file", stage.home().log(Service.KAFKA))
            .main("kafka.Kafka", properties().toString());
    return new Daemon(
        Service.KAFKA,
        Set.of(),
        this::format,
        command,
        stage.environment("kafka"),
        this::isUnfenced,
        Daemon.NOTHING);
  }

  private void format() throws IOException {
    Path data = stage.data("kafka");
    if (Files.exists(data.resolve("meta.properties"))) {
      return;
    }
    Home.delete(data);
    Program.run(
        Service.KAFKA,
        stage.home(),
        stage
            .java()
            .quick()
            .property("log4j2.configurationFile", stage.conf("kafka-tools-log4j2.properties"))
            .main(
                "kafka.tools.StorageTool",
                "format",
                "-t",
                clusterId(),
                "-c",
                properties().toString()),
        stage.environment("kafka"));
  }

  /** Any 16 bytes will do; these tell one home from another. */
  private String clusterId() {
    UUID id =
        UUID.nameUUIDFromBytes(stage.home().root().toString().getBytes(StandardCharsets.UTF_8));
    byte[] bytes =
        ByteBuffer.allocate(16)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private Path properties() {
    return stage.conf("kafka-server.properties");
  }

  /**
   * Whether a metadata request names a broker; a fenced one, which takes no records yet, is left
   * out.
   */
  private boolean isUnfenced() throws IOException {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), stage.ports().number(Port.KAFKA))) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      byte[] client = "sandbox".getBytes(StandardCharsets.UTF_8);
      DataOutputStream request = new DataOutputStream(socket.getOutputStream());
      request.writeInt(2 + 2 + 4 + 2 + client.length + 4);
      request.writeShort(METADATA);
      request.writeShort(METADATA_VERSION);
      request.writeInt(1); // correlation
      request.writeShort(client.length);
      request.write(client);
      request.writeInt(0); // of no topics
      request.flush();
      DataInputStream response = new DataInputStream(socket.getInputStream());
      response.readInt(); // length
      response.readInt(); // correlation
      int brokers = response.readInt();
      return brokers > 0;
    }
  }
}
