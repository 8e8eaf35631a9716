package dev.tributary.exporters.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server that speaks as badly as it is told. It has no robots.txt; each other request has a
 * connection of its own.
 */
public final class SocketServer implements AutoCloseable {

  private static final String NO_ROBOTS =
      "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

  /** What is done with a connection once the request's head is read; it may throw at its end. */
  public interface Speech {
    void speak(Connection connection) throws IOException;
  }

  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Speech speech;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final List<String> events = new CopyOnWriteArrayList<>();

  public SocketServer(Speech speech) throws IOException {
    this.speech = speech;
    start(this::accept);
  }

  /** One connection; its client reads what is written at once. */
  public record Connection(String target, BufferedReader in, OutputStream out) {

    public void write(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }

    /** Says nothing more, until the client ends the connection. */
    public void hang() throws IOException {
      in.transferTo(Writer.nullWriter());
    }
  }

  private void start(Runnable work) {
    Thread thread = new Thread(work, "socket-server");
    threads.add(thread);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        sockets.add(socket);
        start(() -> serve(socket));
      }
    } catch (IOException e) {
      if (!listener.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void serve(Socket socket) {
    String target = "";
    try (socket) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      List<String> head = new ArrayList<>();
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        head.add(line);
      }
      target = head.get(0).substring("GET ".length(), head.get(0).lastIndexOf(' '));
      Connection connection = new Connection(target, in, socket.getOutputStream());
      if (target.equals("/robots.txt")) {
        connection.write(NO_ROBOTS);
        return;
      }
      events.add("asked " + target);
      speech.speak(connection);
    } catch (IOException e) {
      // The client ended the connection, which is what some tests wait for.
      events.add("broken " + target);
      return;
    }
    if (!target.equals("/robots.txt")) {
      events.add("ended " + target);
    }
  }

  public URI uri(String target) {
    return URI.create(origin() + target);
  }

  public String origin() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  /** What happened: asked, then ended or broken, and the target. */
  public List<String> events() {
    return events;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    for (Thread thread : threads) {
      thread.join(Deadline.MS);
    }
  }
}
