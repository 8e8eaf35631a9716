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

  /** How HDFS says that a directory may hold no more. */
  private static final Pattern QUOTA = Pattern.compile("[Qq]uota of \\S+ is exceeded");

  private static final String QUOTA_CURE =
      "; raise it with 'hdfs dfsadmin -setSpaceQuota' or '-setQuota', or delete what is not needed,"
          + " and run it again: it goes on where it was";

  private Failure() {}

  static String line(String verb, Exception e) {
    String message = reason(e);
    return message.startsWith(verb + ":") ? message : verb + ": " + message;
  }

  /** The same without the verb, where the failure does not name it itself. */
  static String reason(Exception e) {
    if (e instanceof TributaryException || e instanceof IllegalArgumentException) {
      return String.valueOf(e.getMessage());
    }
    return e instanceof IOException io
        ? message(io).lines().findFirst().orElse("")
        : e + " (--verbose shows where)";
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
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return QUOTA.matcher(message).find()
        ? message.lines().findFirst().orElse("").strip() + QUOTA_CURE
        : message;
  }
}
