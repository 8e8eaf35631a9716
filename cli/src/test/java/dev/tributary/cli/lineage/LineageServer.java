package dev.tributary.cli.lineage;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that takes events, and answers as it is told to. */
public final class LineageServer implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final CountDownLatch silence;
  private final int status;

  private LineageServer(int status, CountDownLatch silence) {
    this.status = status;
    this.silence = silence;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** One that answers this to everything, and repeats what it was sent. */
  public static LineageServer answering(int status) {
    return new LineageServer(status, new CountDownLatch(0));
  }

  /** One that reads what it is sent, and says nothing until it is closed. */
  static LineageServer silent() {
    return new LineageServer(201, new CountDownLatch(1));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    authorizations.add(authorization);
    bodies.add(body);
    try {
      silence.await();
    } catch (InterruptedException e) {
      return;
    }
    byte[] echo = (authorization + body).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, echo.length);
    exchange.getResponseBody().write(echo);
    exchange.close();
  }

  /** Where it is. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The events that it was sent. */
  public List<String> bodies() {
    return bodies;
  }

  List<String> asked() {
    return asked;
  }

  /** What it was shown with each, to be let in. */
  public List<String> authorizations() {
    return authorizations;
  }

  boolean isStillSilent() {
    return silence.getCount() > 0;
  }

  @Override
  public void close() {
    silence.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
