package dev.tributary.cli;

import dev.tributary.catalog.run.TributaryException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A failure as one line: what, where, what to do. */
final class Failure {

  /** How Hadoop's RPC names the two ends of a call that did not come about. */
  private static final Pattern RPC_CALL = Pattern.compile("Call From \\S+ to (\\S+) failed");

  private Failure() {}

  static String line(String verb, Exception e) {
    String message;
    if (e instanceof TributaryException || e instanceof IllegalArgumentException) {
      message = String.valueOf(e.getMessage());
    } else if (e instanceof IOException io) {
      message = message(io).lines().findFirst().orElse("");
    } else {
      message = e + " (--verbose shows where)";
    }
    return message.startsWith(verb + ":") ? message : verb + ": " + message;
  }

  private static String message(IOException e) {
    boolean unreachable =
        e instanceof ConnectException
            || e instanceof NoRouteToHostException
            || e instanceof UnknownHostException
            || e instanceof SocketTimeoutException;
    Matcher call = RPC_CALL.matcher(String.valueOf(e.getMessage()));
    if (unreachable && call.find()) {
      return "Hadoop does not answer at %s (%s); start it or set fs.defaultFS, HADOOP_CONF_DIR"
          .formatted(call.group(1), e.getClass().getSimpleName());
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
