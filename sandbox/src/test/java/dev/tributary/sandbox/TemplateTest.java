package dev.tributary.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateTest {

  @TempDir Path root;

  @Test
  void placeholdersAreFilledAndShellVariablesLeft() {
    assertThat(Template.fill("cd ${home}; echo ${NAME:-x} $${home} $home", Map.of("home", "/a$b")))
        .isEqualTo("cd /a$b; echo ${NAME:-x} ${home} $home");
  }

  @Test
  void aPlaceholderWithoutValueIsAnError() {
    assertThatThrownBy(() -> Template.fill("${port.absent}", Map.of()))
        .hasMessageContaining("${port.absent}");
  }

  @Test
  void everyTemplateOfAHomeIsFilled() throws Exception {
    Home home = Home.at(root.resolve("home"));
    home.create();
    Ports ports = Ports.read(home.portsFile()).settled(java.util.Set.of(), true, 1, number -> true);

    new Conf(home, ports).write();

    assertThat(Files.readString(home.conf().resolve("core-site.xml")))
        .contains("hdfs://127.0.0.1:" + ports.number(Port.NAMENODE_RPC) + "<");
    assertThat(Files.readString(home.conf().resolve("sandbox.env")))
        .contains("export PGPORT='" + ports.number(Port.POSTGRESQL) + "'");
    assertThat(home.bin().resolve("kafka-topics.sh")).isExecutable();
  }
}
