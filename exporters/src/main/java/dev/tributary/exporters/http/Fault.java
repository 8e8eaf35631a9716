package dev.tributary.exporters.http;

import dev.tributary.catalog.record.Excerpt;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Objects;
import java.util.OptionalInt;
import javax.net.ssl.SSLException;

/**
 * Why a try brought nothing, where the next may bring something.
 *
 * @param what follows the page's name
 */
record Fault(String what, OptionalInt status, Throwable cause) {

  static Fault answered(int status) {
    return new Fault("answered " + status, OptionalInt.of(status), null);
  }

  static Fault of(IOException e, Address address, long timeoutMs) {
    if (e instanceof HttpTimeoutException) {
      return local(
          "gave no whole answer within %,d ms (tributary.http.timeout.ms)".formatted(timeoutMs), e);
    }
    if (e instanceof ConnectException) {
      return local(
          "could not be reached: "
              + (innermost(e) instanceof UnresolvedAddressException
                  ? "its host is not known"
                  : "it takes no connection"),
          e);
    }
    if (e instanceof SSLException) {
      return local("could not be reached over TLS" + inParentheses(innermost(e)), e);
    }
    String what =
        e instanceof ProtocolException ? "answered what is not HTTP" : "broke off or came damaged";
    // The message may repeat what the server sent, and that the query that it was asked with.
    return address.hasQuery() ? local(what, null) : local(what + inParentheses(e), e);
  }

  private static Fault local(String what, Throwable cause) {
    return new Fault(what, OptionalInt.empty(), cause);
  }

  private static Throwable innermost(Throwable e) {
    return e.getCause() == null ? e : innermost(e.getCause());
  }

  private static String inParentheses(Throwable e) {
    String text = Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    return " (" + Excerpt.of(text) + ")";
  }

  HttpFailureException failure(Address address, long tries) {
    return new HttpFailureException(
        "%s %s (try %,d of %3$,d); try again later".formatted(address, what, tries), status, cause);
  }
}
