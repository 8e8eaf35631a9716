package dev.tributary.exporters.http;

import dev.tributary.catalog.settings.Settings;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Single requests, each with its whole answer or none, in bounded time and size. HttpClient asks by
 * itself once more, at once, where a connection ends without a word, as one does that was kept for
 * too long.
 */
final class Exchanges implements AutoCloseable {

  /** About what an array can hold. */
  private static final long LARGEST = Integer.MAX_VALUE - 16;

  private final long timeoutMs;
  private final int maxBytes;
  private final ExecutorService threads = Executors.newCachedThreadPool(Exchanges::thread);
  private final HttpClient client;

  Exchanges(Settings settings) {
    this.timeoutMs = settings.get(Settings.HTTP_TIMEOUT_MS);
    this.maxBytes = (int) Math.min(settings.get(Settings.HTTP_MAX_BYTES), LARGEST);
    this.client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofMillis(timeoutMs))
            .executor(threads)
            .build();
  }

  /**
   * Asks once.
   *
   * @throws RefusedBodyException if the answer is too large, or packed as nobody asked
   * @throws HttpTimeoutException if the answer is not there in time, to its last byte
   */
  Reply send(Address address, Map<String, String> conditions)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> response = await(request(address, conditions));
    return new Reply(response.statusCode(), response.headers(), body(response));
  }

  private byte[] body(HttpResponse<byte[]> response) throws IOException {
    if (response.statusCode() / 100 == 2) {
      return ContentCoding.unpacked(response.body(), response.headers(), maxBytes);
    } else if (response.statusCode() == Reply.BAD_REQUEST) {
      try {
        return ContentCoding.unpacked(response.body(), response.headers(), maxBytes);
      } catch (IOException e) {
        return new byte[0]; // what matters is that it was refused
      }
    }
    return new byte[0]; // what a fault's page says is not read, so it may be packed as it likes
  }

  private static HttpRequest request(Address address, Map<String, String> conditions) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.uri())
            // Without TLS, HTTP/2 would begin with an upgrade, which some servers take amiss.
            .version(
                address.origin().isSecure()
                    ? HttpClient.Version.HTTP_2
                    : HttpClient.Version.HTTP_1_1)
            .header("User-Agent", UserAgent.text())
            .header("Accept-Encoding", "gzip");
    conditions.forEach(request::header);
    return request.build();
  }

  private HttpResponse<byte[]> await(HttpRequest request) throws IOException, InterruptedException {
    // Not HttpRequest.timeout: that ends with the headers, and a body may hang as well.
    CompletableFuture<HttpResponse<byte[]>> response =
        client.sendAsync(request, answer -> new BoundedBody(answer.headers(), maxBytes));
    try {
      return response.get(timeoutMs, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("no whole answer within " + timeoutMs + " ms");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException fault) {
        throw fault;
      }
      // What HttpClient's parsers throw at headers that make no sense.
      throw new ProtocolException(e.getCause().toString());
    } finally {
      // Closes the connection of an answer that is not there; one that is stays as it is.
      response.cancel(true);
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "tributary-http");
    thread.setDaemon(true);
    return thread;
  }

  /** Ends the threads; HttpClient's own ends by itself when the client is no longer held. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
