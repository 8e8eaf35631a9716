package dev.tributary.cli.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server of pages, which can be told to answer wrongly first. */
final class WeaponSite implements AutoCloseable {

  /** Answers a request in the place of the page. */
  interface Fault {
    void answer(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Map<String, String> pages = new ConcurrentHashMap<>();
  private final Map<String, Queue<Fault>> faults = new HashMap<>();
  private final List<String> answered = Collections.synchronizedList(new ArrayList<>());

  WeaponSite() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Where a page is. */
  String address(String page) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + page;
  }

  void put(String page, String html) {
    pages.put("/" + page, html);
  }

  /** The next request for the page meets this. */
  synchronized void fail(String page, Fault fault) {
    faults.computeIfAbsent("/" + page, p -> new ArrayDeque<>()).add(fault);
  }

  static Fault status(int status, String... header) {
    return exchange -> {
      if (header.length > 0) {
        exchange.getResponseHeaders().set(header[0], header[1]);
      }
      exchange.sendResponseHeaders(status, -1);
      exchange.close();
    };
  }

  /** Says nothing until the site is closed. */
  Fault hang() {
    return exchange -> {
      try {
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      exchange.close();
    };
  }

  /** What was asked and answered since it was asked last, as {@code /tachi.htm 304}. */
  List<String> answered() {
    synchronized (answered) {
      List<String> since = List.copyOf(answered);
      answered.clear();
      return since;
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Fault fault = next(path);
    if (fault != null) {
      answered.add(path + " fault");
      fault.answer(exchange);
      return;
    }
    String html = pages.get(path);
    byte[] body = html == null ? new byte[0] : html.getBytes(StandardCharsets.UTF_8);
    String etag = "\"" + Integer.toHexString(html == null ? 0 : html.hashCode()) + "\"";
    boolean same = etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
    int status = html == null ? 404 : same ? 304 : 200;
    answered.add(path + " " + status);
    exchange.getResponseHeaders().set("ETag", etag);
    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
    exchange.sendResponseHeaders(status, status == 200 ? body.length : -1);
    if (status == 200) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private synchronized Fault next(String path) {
    Queue<Fault> waiting = faults.get(path);
    return waiting == null ? null : waiting.poll();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
