package dev.tributary.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ProcessTableTest {

  @TempDir Path root;

  @Test
  void aDaemonIsKnownByItsMarkAlone() {
    Home home = Home.at(root.resolve("home"));
    String mark = ProcessTable.mark(home, Service.DATANODE1);

    assertThat(ProcessTable.isMarked(List.of("java", "-D" + mark, "Main"), mark)).isTrue();
    assertThat(ProcessTable.isMarked(List.of("postgres", "--" + mark), mark)).isTrue();
    assertThat(ProcessTable.isMarked(List.of("java", "-D" + mark + "2"), mark)).isFalse();
    assertThat(ProcessTable.isMarked(List.of("grep", mark), mark)).isFalse();
  }

  @Test
  @Timeout(30)
  void aKilledDaemonTakesWhatItStartedWithIt() {
    Home home = Home.at(root.resolve("home"));
    home.create();
    // The shell has a mark as Java's would be; its child has inherited the environment alone.
    String script = "sleep 60 & sleep 60; :";
    DaemonProcess daemon =
        DaemonProcess.launch(
            home,
            Service.NODEMANAGER1,
            List.of("/bin/sh", "-c", script, "-D" + ProcessTable.mark(home, Service.NODEMANAGER1)),
            Map.of());
    while (ProcessTable.startedBy(home, Optional.of(Service.NODEMANAGER1)).size() < 3) {
      Pause.brief();
    }

    assertThat(ProcessTable.find(home, Service.NODEMANAGER1)).hasValue(daemon.pid());
    assertThat(ProcessTable.find(home, Service.NODEMANAGER2)).isEmpty();
    assertThat(ProcessTable.startedBy(home, Optional.of(Service.NODEMANAGER2))).isEmpty();

    daemon.kill();

    assertThat(daemon.isAlive()).isFalse();
    assertThat(ProcessTable.find(home, Service.NODEMANAGER1)).isEmpty();
  }
}
