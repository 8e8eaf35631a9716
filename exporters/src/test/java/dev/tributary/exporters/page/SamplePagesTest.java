package dev.tributary.exporters.page;

import static dev.tributary.exporters.page.Pages.refusal;
import static dev.tributary.exporters.page.Pages.violation;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pages that ship; their counts are in the README beside them. */
final class SamplePagesTest {

  private static final Path SAMPLES = Path.of("../samples/weapons");

  @Test
  void everyRowOfTheSamplesIsAWeapon() throws IOException {
    assertSample("tachi.htm", 12);
    assertSample("yumi.htm", 3);
    assertSample("right.htm", 3);
    assertSample("heavy_n.htm", 0);
  }

  @Test
  void theTowerIsSetAside() throws IOException {
    assertThat(refusal("tachi_t.htm", Files.readAllBytes(SAMPLES.resolve("tachi_t.htm"))))
        .contains("is of a layout that is not known; its columns are: 名称, 回数, 攻撃力");
  }

  private static void assertSample(String page, int weapons) throws IOException {
    List<Weapon> read = Pages.read(SAMPLES.resolve(page)).weapons();
    assertThat(read).as(page).hasSize(weapons);
    assertThat(read).allSatisfy(weapon -> assertThat(violation(weapon.message())).isEmpty());
    assertThat(read.stream().map(Weapon::id).distinct()).hasSize(weapons);
  }
}
