package dev.tributary.exporters.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** A body as it comes, given up as soon as it is larger than it may be. */
final class BoundedBody implements BodySubscriber<byte[]> {

  private final HttpHeaders headers;
  private final long bound;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
  private Subscription subscription;

  BoundedBody(HttpHeaders headers, long bound) {
    this.headers = headers;
    this.bound = bound;
  }

  @Override
  public void onSubscribe(Subscription given) {
    subscription = given;
    if (headers.firstValueAsLong("Content-Length").orElse(0) > bound) {
      refuse();
    } else {
      given.request(Long.MAX_VALUE);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      if (whole.isDone()) {
        return;
      }
      if (bytes.size() + (long) buffer.remaining() > bound) {
        refuse();
        return;
      }
      byte[] piece = new byte[buffer.remaining()];
      buffer.get(piece);
      bytes.writeBytes(piece);
    }
  }

  private void refuse() {
    subscription.cancel();
    whole.completeExceptionally(RefusedBodyException.tooLarge("is", bound));
  }

  @Override
  public void onError(Throwable fault) {
    whole.completeExceptionally(fault);
  }

  @Override
  public void onComplete() {
    whole.complete(bytes.toByteArray());
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return whole;
  }
}
