package dev.tributary.exporters.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

/** A web server that answers as it is told, 404 to the rest, and notes what it is asked. */
public final class WebServer implements AutoCloseable {

  /** An answer that waits to be given. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Response(int status, Map<String, String> headers, byte[] body) {

    public static Response of(int status, String... headers) {
      return page("", headers).status(status);
    }

    public static Response page(String body, String... headers) {
      return page(body.getBytes(StandardCharsets.UTF_8), headers);
    }

    public static Response page(byte[] body, String... headers) {
      Map<String, String> map = new ConcurrentHashMap<>();
      for (int i = 0; i < headers.length; i += 2) {
        map.put(headers[i], headers[i + 1]);
      }
      return new Response(200, map, body);
    }

    public Response status(int other) {
      return new Response(other, headers, body);
    }
  }

  /**
   * A request that came.
   *
   * @param target path and query
   * @param began when it was there, by System.nanoTime()
   * @param ended when its answer was about to be sent, so before the client has it
   */
  public record Seen(String target, Headers headers, long began, long ended) {

    public String header(String name) {
      return headers.getFirst(name);
    }
  }

  private final HttpServer server;
  private final String scheme;
  private final Map<String, Deque<Response>> responses = new ConcurrentHashMap<>();
  private final List<Seen> seen = new CopyOnWriteArrayList<>();

  private WebServer(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
    server.createContext("/", this::handle);
    server.start();
  }

  public static WebServer start() throws IOException {
    return new WebServer(HttpServer.create(freePort(), 0), "http");
  }

  static WebServer startSecure(SSLContext context) throws IOException {
    HttpsServer server = HttpsServer.create(freePort(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    return new WebServer(server, "https");
  }

  private static InetSocketAddress freePort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /** Gives these in turn to requests for a path and query, the last again and again. */
  public WebServer answer(String target, Response... inTurn) {
    responses.put(target, new ArrayDeque<>(List.of(inTurn)));
    return this;
  }

  WebServer robots(String... lines) {
    return answer("/robots.txt", Response.page(String.join("\n", lines)));
  }

  private void handle(HttpExchange exchange) throws IOException {
    long began = System.nanoTime();
    String target = exchange.getRequestURI().toString();
    Deque<Response> inTurn = responses.get(target);
    Response response =
        inTurn == null
            ? Response.of(404)
            : inTurn.size() > 1 ? inTurn.removeFirst() : inTurn.getFirst();
    seen.add(new Seen(target, exchange.getRequestHeaders(), began, System.nanoTime()));
    response.headers().forEach(exchange.getResponseHeaders()::add);
    try (exchange) {
      boolean empty = response.body().length == 0;
      exchange.sendResponseHeaders(response.status(), empty ? -1 : response.body().length);
      exchange.getResponseBody().write(response.body());
    }
  }

  /** Scheme, host and port, as messages show them. */
  public String origin() {
    return scheme + "://127.0.0.1:" + server.getAddress().getPort();
  }

  public URI uri(String target) {
    return URI.create(origin() + target);
  }

  public List<Seen> seen() {
    return seen;
  }

  public List<String> targets() {
    return seen.stream().map(Seen::target).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
