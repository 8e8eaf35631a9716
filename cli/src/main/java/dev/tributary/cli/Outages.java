package dev.tributary.cli;

import dev.tributary.catalog.ledger.FencedException;
import dev.tributary.catalog.ledger.LedgerAwayException;
import dev.tributary.catalog.run.UsageException;
import dev.tributary.catalog.verb.Failures;
import dev.tributary.loaders.hive.HiveUnavailableException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hadoop.hdfs.BlockMissingException;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Which failures are a system's being away: what of them may pass is waited for. What was named
 * wrongly, is absent or forbidden is not, nor is a disk's quota; a name that no host has is taken
 * for a wrong one.
 */
final class Outages implements Failures {

  /** What a NameNode or ResourceManager says of itself while it is of no use. */
  private static final Set<String> NOT_NOW =
      Set.of(
          "SafeModeException",
          "StandbyException",
          "RetriableException",
          "NotReplicatedYetException",
          "ServerNotActiveException");

  /** Of HDFS's client, which has no types for them: DataNodes are away, or a call broke off. */
  private static final Pattern NO_NODE =
      Pattern.compile(
          "could only be (written|replicated) to |All datanodes |Unable to create new block"
              + "|Could not get block locations|replace a bad datanode|Could not obtain block"
              + "|Unable to close file because|Failed on local exception"
              + "|End of File Exception between");

  @Override
  public boolean pass(Exception failure) {
    if (has(failure, UnknownHostException.class) || saysUnknownHost(failure)) {
      return false;
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UsageException || cause instanceof FencedException) {
        return false;
      }
      if (cause instanceof LedgerAwayException || cause instanceof HiveUnavailableException) {
        return true;
      }
      if (cause instanceof KafkaException && cause instanceof ApiException) {
        return cause instanceof RetriableException;
      }
      if (cause instanceof IOException io && isAway(io)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String line(Exception failure) {
    return Failure.reason(failure);
  }

  /** Whether it is the ledger that failed. */
  static boolean isOfLedger(Exception failure) {
    return has(failure, LedgerAwayException.class);
  }

  private static boolean isAway(IOException failure) {
    return failure instanceof SocketException
        || failure instanceof SocketTimeoutException
        || failure instanceof ClosedChannelException
        || failure instanceof BlockMissingException
        || NOT_NOW.contains(simpleName(failure))
        || NO_NODE.matcher(String.valueOf(failure.getMessage())).find();
  }

  /** A server's exception keeps its name on the way, and not always its class. */
  private static String simpleName(IOException failure) {
    String name =
        failure instanceof RemoteException remote
            ? String.valueOf(remote.getClassName())
            : failure.getClass().getName();
    return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
  }

  private static boolean saysUnknownHost(Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof HiveUnavailableException hive) {
        return hive.getMessage().contains("(unknown host ");
      }
    }
    return false;
  }

  private static boolean has(Exception failure, Class<? extends Exception> kind) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (kind.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
