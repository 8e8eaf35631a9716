package dev.tributary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.catalog.run.TributaryException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import org.apache.hadoop.hdfs.protocol.DSQuotaExceededException;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.security.AccessControlException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

final class OutagesTest {

  private final Outages outages = new Outages();

  @Test
  void whoDoesNotAnswerIsWaitedFor() {
    assertPasses(new ConnectException("refused"));
    assertPasses(new SocketTimeoutException("20000 ms"));
    assertPasses(new IOException("job was not submitted", new ConnectException("refused")));
    assertPasses(new EOFException("End of File Exception between local host is: \"a\""));
    assertPasses(new TributaryException("land: Kafka failed", new TimeoutException("10000 ms")));
    assertPasses(new KafkaException("send failed", new TimeoutException("10000 ms")));
  }

  @Test
  void aNameNodeThatIsNotReadyIsWaitedFor() {
    assertPasses(
        new RemoteException(
            "org.apache.hadoop.hdfs.server.namenode.SafeModeException",
            "Cannot create file/a. Name node is in safe mode."));
    assertPasses(
        new RemoteException(
            "java.io.IOException",
            "File /a could only be written to 0 of the 1 minReplication nodes."));
  }

  @Test
  void whatWaitingDoesNotMendFailsAtOnce() {
    assertFails(new AccessControlException("Permission denied: user=x"));
    assertFails(new RemoteException(AccessControlException.class.getName(), "Permission denied"));
    assertFails(new FileNotFoundException("/a"));
    assertFails(new EOFException("Unexpected end of ZLIB input stream"));
    assertFails(new IOException("file /a holds no rows of its table"));
    assertFails(new DSQuotaExceededException(1, 2));
    assertFails(new TributaryException("land: topic 'a' does not exist"));
    assertFails(new TributaryException("land", new TopicAuthorizationException("denied")));
    assertFails(new TributaryException("produce", new ProducerFencedException("another")));
    assertFails(new IOException("a", new UnknownHostException("no.such.host")));
    assertFails(new NullPointerException());
  }

  @Test
  void aQuotaIsToldWithItsCure() {
    String hdfs =
        "The DiskSpace quota of /a is exceeded: quota = 1048576 B = 1 MB but diskspace"
            + " consumed = 268435456 B = 256 MB";
    assertThat(
            Failure.line("export", new DSQuotaExceededException(hdfs + "\n\tat a.b.C(C.java:1)")))
        .startsWith("export: " + hdfs + "; raise it with 'hdfs dfsadmin -setSpaceQuota'")
        .endsWith("and run it again: it goes on where it was")
        .doesNotContain("\n");
  }

  private void assertPasses(Exception failure) {
    assertThat(outages.pass(failure)).as("%s", failure).isTrue();
  }

  private void assertFails(Exception failure) {
    assertThat(outages.pass(failure)).as("%s", failure).isFalse();
  }
}
