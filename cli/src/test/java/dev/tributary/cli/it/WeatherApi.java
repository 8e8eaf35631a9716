package dev.tributary.cli.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A server that answers as the OpenWeather API does, with the bodies it is given. */
final class WeatherApi implements AutoCloseable {

  static final String KEY = "0123456789abcdef-the-key";

  private record Body(int status, String json) {}

  private final HttpServer server;
  private final Map<String, Body> bodies = new ConcurrentHashMap<>();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

  WeatherApi() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What requests for a path are answered from now on. */
  void put(String path, int status, String json) {
    bodies.put(path, new Body(status, json));
  }

  /** The paths that were asked for since this was asked last. */
  List<String> asked() {
    synchronized (asked) {
      List<String> since = List.copyOf(asked);
      asked.clear();
      return since;
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.add(path);
    boolean known = exchange.getRequestURI().getQuery().contains("appid=" + KEY);
    Body body =
        known
            ? bodies.getOrDefault(
                path, new Body(404, "{\"cod\":\"404\",\"message\":\"Internal error\"}"))
            : new Body(401, "{\"cod\":401,\"message\":\"Invalid API key.\"}");
    byte[] json = body.json().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    exchange.sendResponseHeaders(body.status(), json.length);
    exchange.getResponseBody().write(json);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
