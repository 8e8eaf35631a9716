package dev.tributary.exporters.metrics;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a port answers, read by the description of Prometheus' text format (version 0.0.4) and
 * nothing of the library that wrote it.
 *
 * @param values by name and labels, sorted: {@code name{a=1,b=2}}
 */
record Scrape(Map<String, String> helps, Map<String, String> types, Map<String, Double> values) {

  static Scrape of(int port) throws IOException, InterruptedException {
    HttpResponse<String> answer = get(port, "*/*");
    if (answer.statusCode() != 200
        || !answer
            .headers()
            .firstValue("Content-Type")
            .orElse("")
            .startsWith("text/plain; version=0.0.4")) {
      throw new AssertionError(answer.statusCode() + " " + answer.headers());
    }
    return parse(answer.body());
  }

  static HttpResponse<String> get(int port, String accept)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .header("Accept", accept)
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  double value(String series) {
    Double value = values.get(series);
    if (value == null) {
      throw new AssertionError("no " + series + " among " + values.keySet());
    }
    return value;
  }

  private static Scrape parse(String text) {
    Scrape scrape = new Scrape(new HashMap<>(), new HashMap<>(), new HashMap<>());
    if (!text.endsWith("\n")) {
      throw new AssertionError("the last line does not end");
    }
    for (String line : text.lines().toList()) {
      if (line.startsWith("# ")) {
        String[] parts = line.split(" ", 4);
        Map<String, String> of = parts[1].equals("HELP") ? scrape.helps : scrape.types;
        once(of.put(parts[2], parts[3]), line);
      } else {
        scrape.sample(line);
      }
    }
    return scrape;
  }

  private void sample(String line) {
    int at = 0;
    while (Character.isLetterOrDigit(line.charAt(at)) || line.charAt(at) == '_') {
      at++;
    }
    String name = line.substring(0, at);
    Map<String, String> labels = new TreeMap<>();
    if (line.charAt(at) == '{') {
      at++;
      while (line.charAt(at) != '}') {
        int equals = line.indexOf("=\"", at);
        String label = line.substring(at, equals);
        StringBuilder value = new StringBuilder();
        for (at = equals + 2; line.charAt(at) != '"'; at++) {
          if (line.charAt(at) == '\\') {
            at++;
            value.append(line.charAt(at) == 'n' ? '\n' : line.charAt(at));
          } else {
            value.append(line.charAt(at));
          }
        }
        at++;
        once(labels.put(label, value.toString()), line);
        if (line.charAt(at) == ',') {
          at++;
        }
      }
      at++;
    }
    String value = line.substring(at + 1).replace("+Inf", "Infinity");
    once(values.put(name + labels.toString().replace(", ", ","), Double.valueOf(value)), line);
  }

  private static void once(Object before, String line) {
    if (before != null) {
      throw new AssertionError("twice: " + line);
    }
  }
}
