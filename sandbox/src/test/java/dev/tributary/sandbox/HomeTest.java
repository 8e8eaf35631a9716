package dev.tributary.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {

  @TempDir Path root;

  @Test
  void aDirectoryOfSomeoneElseIsLeftAlone() throws IOException {
    Path foreign = Files.writeString(root.resolve("letter.txt"), "dear");

    assertThatThrownBy(() -> Sandbox.at(root).up()).hasMessageContaining("holds other files");
    assertThatThrownBy(() -> Sandbox.at(root).reset())
        .hasMessageContaining("not the home of a sandbox");
    assertThat(foreign).hasContent("dear");
  }

  @Test
  void aWipeLeavesForeignFilesAndTheJars() throws IOException {
    Home home = Home.at(root);
    home.create();
    Files.writeString(home.data().resolve("block"), "x");
    Path foreign = Files.writeString(root.resolve("notes.txt"), "mine");

    home.wipe();

    assertThat(home.data()).doesNotExist();
    assertThat(home.lib()).exists();
    assertThat(foreign).exists();
  }

  @Test
  void aPathThatLaunchScriptsCannotBearIsRefused() {
    assertThatThrownBy(() -> Sandbox.at(root.resolve("my files")))
        .hasMessageContaining("name another");
  }

  @Test
  void twoLaunchersDoNotWorkOnOneHome() {
    Home home = Home.at(root);
    home.create();

    home.locked(
        () ->
            assertThatThrownBy(() -> home.locked(() -> {}))
                .hasMessageContaining("wait until it is done"));
  }

  @Test
  void aSandboxThatNeverStartedIsDown() {
    Status status = Sandbox.at(root.resolve("new")).status();

    assertThat(status.isUp()).isFalse();
    assertThat(status.services()).hasSize(Service.values().length);
    assertThatThrownBy(() -> Sandbox.at(root.resolve("new")).environment())
        .hasMessageContaining("is not up");
  }
}
